from django.apps import AppConfig


class Inventory(AppConfig):
    name = "tongban.registers.inventory"
    label = "inventory"
    default_auto_field = "django.db.models.BigAutoField"
