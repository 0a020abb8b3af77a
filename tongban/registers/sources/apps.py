from django.apps import AppConfig


class Sources(AppConfig):
    name = "tongban.registers.sources"
    label = "sources"
    default_auto_field = "django.db.models.BigAutoField"
