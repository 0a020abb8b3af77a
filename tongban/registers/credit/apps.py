from django.apps import AppConfig


class Credit(AppConfig):
    name = "tongban.registers.credit"
    label = "credit"
    default_auto_field = "django.db.models.BigAutoField"
