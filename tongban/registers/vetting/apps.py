from django.apps import AppConfig


class Vetting(AppConfig):
    name = "tongban.registers.vetting"
    label = "vetting"
    default_auto_field = "django.db.models.BigAutoField"
