from django.apps import AppConfig


class Packages(AppConfig):
    name = "tongban.work.packages"
    label = "packages"
    default_auto_field = "django.db.models.BigAutoField"
