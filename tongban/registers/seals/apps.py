from django.apps import AppConfig


class Seals(AppConfig):
    name = "tongban.registers.seals"
    label = "seals"
    default_auto_field = "django.db.models.BigAutoField"
