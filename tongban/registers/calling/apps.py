from django.apps import AppConfig


class Calling(AppConfig):
    name = "tongban.registers.calling"
    label = "calling"
    default_auto_field = "django.db.models.BigAutoField"
