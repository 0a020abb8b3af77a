from django.apps import AppConfig


class Places(AppConfig):
    name = "tongban.registers.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
