"""Signing in through an entrance (统一认证登录): away with a question, back with an answer, bound once with proof."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.parts import back as backs
from tongban.doors.parts import sittings
from tongban.doors.parts.audience import for_everybody, for_signed_in
from tongban.doors.parts.request import Request
from tongban.doors.parts.views.signing import go_in
from tongban.kernel import time
from tongban.kernel.errors import Refusal, SignInFirst
from tongban.registers.entrances import actions, queries
from tongban.registers.entrances.errors import NotThisTime
from tongban.registers.entrances.kinds import Begun, Vouched
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people

ASKED, MET = "via", "vouched"  # in the session: the question, and who was vouched for until his account is proven
WAITING = 600  # seconds to prove the account


@for_everybody
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request, code: str) -> HttpResponse:
    """Send him there when he says so here; a link of another site only shows the button (ASVS 7.6.2).

    What his answer must fit stays in this browser's session. The page then goes on by itself, as a form of ours leads
    to ours only.
    """
    entrance, to = queries.entrance(code), backs.wanted(request, "")
    if request.method != "POST":
        return render(request, "sso/begin.html", {"entrance": entrance, "next": to})
    there, begun = actions.begin(code, _here(code), to)
    request.session[ASKED] = asdict(begun)
    response = render(request, "sso/away.html", {"entrance": entrance, "to": there})
    response.headers["Refresh"] = f"0; url={there}"
    return response


@for_everybody
@never_cache
@require_safe
def back(request: Request, code: str) -> HttpResponse:
    """What he comes back with: believed once, and nothing of it stays in the address."""
    if kept := request.session.pop(ASKED, None):
        request.session.save(False)  # now: with an answer of 5xx nothing would be kept, and the question count again
    said = {name: str(value)[:2000] for name, value in request.GET.items()}
    begun = Begun(**kept) if kept else None
    vouched = actions.finish(begun, code, _here(code), said)
    met = actions.meet(request.actor, vouched)
    to = begun.to if begun else ""
    if met.account:
        if met.fresh:
            messages.success(request, "已为您开通账号，以后可以直接从统一认证登录。")
        return go_in(request, people.account(met.account), to or "/my/", _entered(vouched))
    if request.actor.kind == "person" and request.actor.id == met.person:
        return _bound(request, str(request.user.pk), vouched, met.person, "sitting", to)
    slim = {"entrance": vouched.entrance, "subject": vouched.subject, "level": vouched.level, "amr": vouched.amr}
    request.session[MET] = {"said": slim, "person": met.person, "at": time.ticking(), "to": to}
    return redirect("sso:via-link")


@for_everybody
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Request) -> HttpResponse:
    """He has an account already: once he proves that it is his, the entrance opens it from then on."""
    met = request.session.get(MET)
    if not met or not 0 <= time.ticking() - met["at"] <= WAITING:
        raise NotThisTime
    entrance, wrong = queries.entrance(met["said"]["entrance"]), None
    name = request.POST.get("username", "").strip()
    if request.method == "POST":
        try:
            account = identity.sign_in(
                request.actor, name, request.POST.get("password", ""), address=sittings.address_of(request)
            )
            vouched = Vouched(**{**met["said"], "amr": tuple(met["said"]["amr"])})
            return _bound(request, str(account.pk), vouched, met["person"], "password", met["to"])
        except Refusal as refused:
            wrong = refused
    context = {"entrance": entrance, "name": name, "wrong": wrong}
    return render(request, "sso/link.html", context, status=wrong.status if wrong else 200)


@for_everybody
@require_safe
def keys(request: Request, code: str) -> HttpResponse:
    """The public key with which an entrance checks that it is us (jwks_uri of its client)."""
    return JsonResponse({"keys": queries.keys(code)}, headers={"Cache-Control": "public, max-age=300"})


@for_signed_in
@never_cache
@require_safe
def links(request: Request) -> HttpResponse:
    """What my account is bound to, and what it may be bound to."""
    if not request.actor.signed_in:
        raise SignInFirst
    bound = list(queries.links_of(request.actor, str(request.user.pk)))
    taken = {row.entrance_id for row in bound}
    context = {"links": bound, "others": [one for one in queries.open_ones() if one.code not in taken]}
    return render(request, "sso/links.html", context)


@for_signed_in
@never_cache
@require_POST
def unlink(request: Request, link: UUID) -> HttpResponse:
    """Undo a binding."""
    actions.unlink(request.actor, str(link), key=request.POST.get("key", ""))
    messages.success(request, "已解除关联，以后不能再从那里登录这个账号。")
    return redirect("sso:links")


def _bound(request: Request, account_id: str, vouched: Vouched, person: str, by: str, to: str) -> HttpResponse:
    account = people.account(account_id)
    actions.link(people.actor_for(account, door="portal"), account_id, vouched, person, by)
    request.session.pop(MET, None)
    return go_in(request, account, to or "/my/", _entered(vouched))


def _entered(vouched: Vouched) -> dict[str, Any]:
    return {"through": vouched.entrance, "level": vouched.level, "amr": [*vouched.amr]}


def _here(code: str) -> str:
    return f"{settings.TONGBAN.base_url}/login/via/{code}/back/"
