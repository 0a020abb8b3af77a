"""Where a verb wants a fresh second factor (再次确认), the door asks for it in place, with everything typed kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts import back, pages, passkeys, sittings
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import ProveFirst, Refusal
from tongban.registers.signin import actions, queries
from tongban.registers.signin.errors import NotEnrolled
from tongban.registers.sso.kinds import How

FIELD = "second_factor"
LOOKING = "second_factor_for_a_page"
"""In the form that asks: what goes on is a page to be shown, not a submission."""
ASKED = "passkey_for_a_proof"
"""In the form that asks: the passkey proves, and is not one that is being added."""


class ProveAgain:
    """Asks for a code when a verb raised `ProveFirst`; what was sent then goes on by itself, exactly as it was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if not actor.signed_in or actor.proved or not _answers(request):
            return None
        try:
            prove(request, actor)
        except Refusal as wrong:  # the verb asks once more, and the page then says why
            request.wrong_proof = wrong  # type: ignore[attr-defined]
            if LOOKING in request.POST:
                request.method = "GET"
            return None
        return redirect(request.get_full_path()) if LOOKING in request.POST else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ProveFirst):
            return None
        if pages.wants_json(request):
            return pages.refusal(request, exception.refusal)
        return _ask(request, exception, getattr(request, "wrong_proof", None))


def how(request: HttpRequest) -> How:
    """How the one behind a request is signed in, as other systems are told (acr, amr, auth_time)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    told, click = request.session.get("entered") or {}, bool(request.session.get("one_click"))
    by = [request.session.get("proved_by", "otp"), "mfa"] if "proved" in request.session else []
    twice = "proved" in request.session or (click and settings.TONGBAN.demo)
    level = 3 if twice and actor.strength > 1 else told.get("level") or min(actor.strength, 2)
    first = told.get("amr") or ["demo" if click else "pwd"]
    sitting = queries.sitting_of(request.session.session_key or "")
    return How(
        level=max(1, level), amr=tuple(dict.fromkeys((*first, *by))),
        at=int(sittings.began(request)), sitting=str(sitting.pk) if sitting else "",
        behalf=actor.on_behalf if actor.on_behalf.startswith("organisation/") else "",
    )  # fmt: skip


def _answers(request: HttpRequest) -> bool:
    """Whether this answers our page that asks, and is not a form in which a factor is bound for the first time."""
    account = str(request.user.pk)
    if FIELD in request.POST:
        return queries.is_bound(account)
    return bool(request.POST.get(passkeys.FIELD)) and ASKED in request.POST and queries.has_passkey(account)


def prove(request: HttpRequest, actor: Actor) -> None:
    """Take the code that was typed, or the answer of a passkey; the sitting is then strong for ten minutes."""
    account, device = str(request.user.pk), sittings.device(request)
    by = "otp" if FIELD in request.POST else "pop"
    if by == "otp":
        known = device if queries.knows_device(account, device) else ""
        actions.prove(actor, account, request.POST.get(FIELD, ""), device=known)
    else:
        actions.prove_by_passkey(actor, account, request.POST[passkeys.FIELD], passkeys.asked(request))
    request.session.update({"proved": time.ticking(), "proved_by": by})
    sittings.rename(request)
    request.actor = actor.with_proof()  # type: ignore[attr-defined]


def _ask(request: HttpRequest, first: ProveFirst, wrong: Refusal | None) -> HttpResponse:
    ours = (FIELD, LOOKING, ASKED, passkeys.FIELD, "csrfmiddlewaretoken")
    account = str(request.user.pk)
    keyed = queries.has_passkey(account) and passkeys.works_here(request)
    context = {
        "why": first.refusal, "doing": first.doing, "to": request.get_full_path(), "files": bool(request.FILES),
        "kept": [(k, v) for k, vs in request.POST.lists() if k not in ours for v in vs],
        "looking": LOOKING if request.method in ("GET", "HEAD") else "",
        "wrong": wrong, "bound": queries.is_bound(account), "unbound": NotEnrolled(),
        "options": passkeys.to_use(request) if keyed else "", "asking": ASKED,
        "back": request.get_full_path() if request.method in ("GET", "HEAD") else back.previous(request),
    }  # fmt: skip
    response = render(request, "parts/prove.html", context, status=wrong.status if wrong else first.refusal.status)
    if request.headers.get("HX-Request"):  # a whole page, wherever the piece was to go
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "body", "innerHTML"
    return response
