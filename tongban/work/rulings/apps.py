from django.apps import AppConfig


class Rulings(AppConfig):
    name = "tongban.work.rulings"
    label = "rulings"
    default_auto_field = "django.db.models.BigAutoField"
