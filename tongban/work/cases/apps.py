from django.apps import AppConfig


class Cases(AppConfig):
    name = "tongban.work.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tongban.work.cases import wordings  # noqa: F401  its notices enter themselves
