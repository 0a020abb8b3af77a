from django.apps import AppConfig


class Addresses(AppConfig):
    name = "tongban.registers.addresses"
    label = "addresses"
    default_auto_field = "django.db.models.BigAutoField"
