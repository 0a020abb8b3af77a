from django.apps import AppConfig


class Office(AppConfig):
    name = "tongban.doors.office"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"
