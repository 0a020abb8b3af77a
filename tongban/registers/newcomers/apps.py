from django.apps import AppConfig


class Newcomers(AppConfig):
    name = "tongban.registers.newcomers"
    label = "newcomers"
    default_auto_field = "django.db.models.BigAutoField"
