from django.apps import AppConfig


class Materials(AppConfig):
    name = "tongban.registers.materials"
    label = "materials"
    default_auto_field = "django.db.models.BigAutoField"
