from django.apps import AppConfig


class Codes(AppConfig):
    name = "tongban.registers.codes"
    label = "codes"
    default_auto_field = "django.db.models.BigAutoField"
