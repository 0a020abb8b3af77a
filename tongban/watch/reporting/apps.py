from django.apps import AppConfig


class Reporting(AppConfig):
    name = "tongban.watch.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
