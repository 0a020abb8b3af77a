from django.apps import AppConfig


class SignIn(AppConfig):
    name = "tongban.registers.signin"
    label = "signin"
    default_auto_field = "django.db.models.BigAutoField"
