from django.apps import AppConfig


class Answers(AppConfig):
    name = "tongban.registers.answers"
    label = "answers"
    default_auto_field = "django.db.models.BigAutoField"
