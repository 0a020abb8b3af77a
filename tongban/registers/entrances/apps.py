from django.apps import AppConfig


class Entrances(AppConfig):
    name = "tongban.registers.entrances"
    label = "entrances"
    default_auto_field = "django.db.models.BigAutoField"
