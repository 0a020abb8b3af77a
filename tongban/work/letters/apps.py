from django.apps import AppConfig


class Letters(AppConfig):
    name = "tongban.work.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
