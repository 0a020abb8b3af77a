from django.apps import AppConfig


class Search(AppConfig):
    name = "tongban.watch.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
