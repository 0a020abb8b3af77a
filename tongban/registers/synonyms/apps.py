from django.apps import AppConfig


class Synonyms(AppConfig):
    name = "tongban.registers.synonyms"
    label = "synonyms"
    default_auto_field = "django.db.models.BigAutoField"
