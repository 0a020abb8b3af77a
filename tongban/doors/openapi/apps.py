from django.apps import AppConfig


class OpenApi(AppConfig):
    name = "tongban.doors.openapi"
    label = "openapi"
    default_auto_field = "django.db.models.BigAutoField"
