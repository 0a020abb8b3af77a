from django.apps import AppConfig


class Supervision(AppConfig):
    name = "tongban.watch.supervision"
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"
