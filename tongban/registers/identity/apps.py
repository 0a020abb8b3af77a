from django.apps import AppConfig


class Identity(AppConfig):
    name = "tongban.registers.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"
