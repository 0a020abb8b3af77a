from django.apps import AppConfig


class Ratings(AppConfig):
    name = "tongban.watch.ratings"
    label = "ratings"
    default_auto_field = "django.db.models.BigAutoField"
