from django.apps import AppConfig


class Concerns(AppConfig):
    name = "tongban.work.concerns"
    label = "concerns"
    default_auto_field = "django.db.models.BigAutoField"
