from django.apps import AppConfig


class Knowledge(AppConfig):
    name = "tongban.registers.knowledge"
    label = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"
