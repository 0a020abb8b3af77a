"""Ways on: back to the system that asked, or to signing in first. Always 303: what was posted is not posted on."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse

from tongban.registers.sso.errors import SendBack, with_answer


def see_other(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address, "Cache-Control": "no-store"})


def sent_back(why: SendBack) -> HttpResponse:
    """The answer of an error, with who we are (RFC 9207)."""
    answer = {"error": why.error, "error_description": why.why, "state": why.state, "iss": settings.TONGBAN.base_url}
    return see_other(with_answer(why.redirect, answer))


def sign_in_first(to: str) -> HttpResponse:
    return see_other(f"/login/?{urlencode({'next': to})}")
