from django.apps import AppConfig


class Objections(AppConfig):
    name = "tongban.work.objections"
    label = "objections"
    default_auto_field = "django.db.models.BigAutoField"
