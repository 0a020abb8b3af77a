from django.apps import AppConfig


class Wordings(AppConfig):
    name = "tongban.registers.wordings"
    label = "wordings"
    default_auto_field = "django.db.models.BigAutoField"
