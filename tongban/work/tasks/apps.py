from django.apps import AppConfig


class Tasks(AppConfig):
    name = "tongban.work.tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"
