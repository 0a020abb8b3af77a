"""Which door answers which address."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, include, path

from tongban.doors.parts.audience import undeclared
from tongban.site import health

# Most particular prefix first: the portal takes what is left.
DOORS = [
    ("desk/", "tongban.doors.desk.urls"),
    ("kiosk/", "tongban.doors.kiosk.urls"),
    ("office/", "tongban.doors.office.urls"),
    ("api/", "tongban.doors.openapi.urls"),
    *([("demo/", "tongban.doors.demo.urls")] if settings.TONGBAN.demo else []),
    ("", "tongban.doors.sso.urls"),
    ("", "tongban.doors.parts.urls"),
    ("", "tongban.doors.portal.urls"),
]


def _stands(module: str) -> bool:
    return find_spec(module.rpartition(".")[0]) is not None and find_spec(module) is not None


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    *(path(prefix, include(module)) for prefix, module in DOORS if _stands(module)),
]

if _silent := undeclared(urlpatterns):
    raise ImproperlyConfigured(f"say whom these are for (doors/parts/audience.py): {', '.join(_silent)}")

handler400 = "tongban.doors.parts.pages.bad_request"
handler403 = "tongban.doors.parts.pages.forbidden"
handler404 = "tongban.doors.parts.pages.not_found"
handler500 = "tongban.doors.parts.pages.server_error"
