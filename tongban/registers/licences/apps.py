from django.apps import AppConfig


class Licences(AppConfig):
    name = "tongban.registers.licences"
    label = "licences"
    default_auto_field = "django.db.models.BigAutoField"
