from django.apps import AppConfig


class Credentials(AppConfig):
    name = "tongban.registers.credentials"
    label = "credentials"
    default_auto_field = "django.db.models.BigAutoField"
