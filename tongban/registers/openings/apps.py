from django.apps import AppConfig


class Openings(AppConfig):
    name = "tongban.registers.openings"
    label = "openings"
    default_auto_field = "django.db.models.BigAutoField"
