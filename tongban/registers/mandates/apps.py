from django.apps import AppConfig


class Mandates(AppConfig):
    name = "tongban.registers.mandates"
    label = "mandates"
    default_auto_field = "django.db.models.BigAutoField"
