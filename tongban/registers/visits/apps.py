from django.apps import AppConfig


class Visits(AppConfig):
    name = "tongban.registers.visits"
    label = "visits"
    default_auto_field = "django.db.models.BigAutoField"
