"""Who is sixty or older is offered the elderly mode once (长者版首次提示); what he says stays on the device."""

from __future__ import annotations

from django.http import HttpRequest

from tongban.doors.parts import cookies
from tongban.registers.identity import queries as identity

FROM = 60  # years


def asked(request: HttpRequest) -> bool:
    """Whether this page offers him the elderly mode: he is old enough, and has not said yes or no on this device."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.kind != "person" or not actor.signed_in or cookies.of(request.COOKIES, "tb_elder"):
        return False
    return bool(_is_older(request, actor.id))


def _is_older(request: HttpRequest, person: str) -> bool:
    """Kept in the session, so that a page asks nothing for it."""
    if request.session.get("older", ["", False])[0] != person:
        age = identity.applicant_facts(f"person/{person}").get("age") or 0
        request.session["older"] = [person, age >= FROM]
    return bool(request.session["older"][1])
