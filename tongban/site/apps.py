import os

from django.apps import AppConfig
from django.conf import settings


class Site(AppConfig):
    name = "tongban.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the journey, the fonts and the checks, and in demo mode the movable clock."""
        from tongban.engines import documents
        from tongban.journey.when import WHEN
        from tongban.kernel import jobs, time
        from tongban.registers.ledger.queries import fact
        from tongban.site import checks, clock, levers  # noqa: F401

        jobs.install(WHEN, fact)
        documents.use_fonts(settings.TONGBAN.fonts)
        if settings.TONGBAN.demo:
            levers.hang()
        if settings.TONGBAN.demo and not os.environ.get("TONGBAN_TESTING"):
            time.shift_by(clock.shift)
