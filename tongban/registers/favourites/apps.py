from django.apps import AppConfig


class Favourites(AppConfig):
    name = "tongban.registers.favourites"
    label = "favourites"
    default_auto_field = "django.db.models.BigAutoField"
