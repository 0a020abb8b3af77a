from django.apps import AppConfig


class Approvals(AppConfig):
    name = "tongban.work.approvals"
    label = "approvals"
    default_auto_field = "django.db.models.BigAutoField"
