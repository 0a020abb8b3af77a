from django.apps import AppConfig


class Demo(AppConfig):
    name = "tongban.doors.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
