from django.apps import AppConfig


class Cases(AppConfig):
    name = "tongban.work.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
