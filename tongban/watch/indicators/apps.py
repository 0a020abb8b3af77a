from django.apps import AppConfig


class Indicators(AppConfig):
    name = "tongban.watch.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
