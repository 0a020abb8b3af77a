"""Where to go back to: only addresses of this site."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

HOMES = {"desk": "/desk/", "office": "/office/", "kiosk": "/kiosk/"}


def safe(request: HttpRequest, address: str, default: str = "/") -> str:
    """``address`` when it leads to a page of ours, else ``default``."""
    if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return default


def wanted(request: HttpRequest, default: str = "/") -> str:
    """What ``next`` in the form or the address asks for."""
    return safe(request, request.POST.get("next") or request.GET.get("next") or "", default)


def previous(request: HttpRequest) -> str:
    """The page one came from, as a path; the home of the door when it is unknown."""
    found = safe(request, request.headers.get("Referer", ""), "")
    if not found:
        return home(request)
    parts = urlsplit(found)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def home(request: HttpRequest) -> str:
    """The first page of the door one stands at."""
    return HOMES.get(door(request), "/")


def door(request: HttpRequest) -> str:
    """The door's name, from the first part of the address."""
    first = request.path.lstrip("/").partition("/")[0]
    return {"desk": "desk", "office": "office", "kiosk": "kiosk", "api": "openapi"}.get(first, "portal")
