from django.apps import AppConfig


class Calendar(AppConfig):
    name = "tongban.registers.calendar"
    label = "calendar"
    default_auto_field = "django.db.models.BigAutoField"
