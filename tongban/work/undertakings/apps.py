from django.apps import AppConfig


class Undertakings(AppConfig):
    name = "tongban.work.undertakings"
    label = "undertakings"
    default_auto_field = "django.db.models.BigAutoField"
