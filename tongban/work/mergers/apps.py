from django.apps import AppConfig


class Mergers(AppConfig):
    name = "tongban.work.mergers"
    label = "mergers"
    default_auto_field = "django.db.models.BigAutoField"
