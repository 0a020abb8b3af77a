"""What belongs to another of one's own hats (办事身份) opens with the way to it, instead of as if it did not exist."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from tongban.kernel import wall
from tongban.kernel.errors import Refusal
from tongban.registers.identity import queries as identity
from tongban.registers.mandates import queries as mandates

View = Callable[..., HttpResponseBase]


def offered(holder: Callable[[str], str]) -> Callable[[View], View]:
    """Where the page is refused and whose it is lets me act for him, ask whether to switch; ``holder`` says whose.

    A message about a new shop's licence leads its founder here while he still acts for himself.
    """

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, **said: Any) -> HttpResponseBase:
            try:
                return view(request, **said)
            except Refusal as refused:
                if refused.status != 404:
                    raise
                actor = request.actor  # type: ignore[attr-defined]
                with wall.as_platform("identity-switch"):  # only whose it is; the row opens to him alone
                    whose = holder(str(next(iter(said.values()))))
                if not whose or whose == actor.applicant or not mandates.may_act_for(actor.id, whose):
                    raise
                return _ask(request, whose)

        return guarded

    return wrap


def _ask(request: HttpRequest, whose: str) -> HttpResponseBase:
    actor = request.actor  # type: ignore[attr-defined]
    with wall.as_platform("identity-switch"):
        name = identity.applicant(whose).name
    context = {"whose": whose, "name": name, "self": whose == f"person/{actor.id}"}
    return render(request, "portal/switch.html", context, status=403)
