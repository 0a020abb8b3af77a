from django.apps import AppConfig


class Handovers(AppConfig):
    name = "tongban.work.handovers"
    label = "handovers"
    default_auto_field = "django.db.models.BigAutoField"
