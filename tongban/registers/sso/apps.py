from django.apps import AppConfig


class SingleSignOn(AppConfig):
    name = "tongban.registers.sso"
    label = "sso"
    default_auto_field = "django.db.models.BigAutoField"
