"""Cookies (Cookie): never for scripts, and wherever there is TLS bound to this very host (``__Host-``, RFC 6265bis)."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpResponse


def name(word: str) -> str:
    """What a cookie is called here; the demo speaks plain HTTP, where a browser refuses the prefix."""
    return word if settings.TONGBAN.demo else f"__Host-{word}"


def put(response: HttpResponse, word: str, value: str, age: int) -> None:
    """Keep a value on this device for ``age`` seconds."""
    response.set_cookie(
        name(word), value, max_age=age, httponly=True, samesite="Lax", secure=not settings.TONGBAN.demo
    )


def of(cookies: Mapping[str, str], word: str) -> str:
    """What this device kept; "" for nothing."""
    return cookies.get(name(word), "")
