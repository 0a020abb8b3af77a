from django.apps import AppConfig


class Help(AppConfig):
    name = "tongban.work.help"
    label = "help"
    default_auto_field = "django.db.models.BigAutoField"
