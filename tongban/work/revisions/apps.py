from django.apps import AppConfig


class Revisions(AppConfig):
    name = "tongban.work.revisions"
    label = "revisions"
    default_auto_field = "django.db.models.BigAutoField"
