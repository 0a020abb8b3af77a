"""Where another system sends somebody (OIDC Core 3.1.2): sign in, prove, consent, and go back with a code."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.parts import proving
from tongban.doors.parts.audience import for_everybody, for_signed_in
from tongban.doors.parts.request import Request
from tongban.doors.sso.onwards import see_other, sent_back, sign_in_first
from tongban.kernel.errors import Refusal, SignInFirst
from tongban.registers.signin import queries as signin
from tongban.registers.sso import actions, queries
from tongban.registers.sso.errors import NotFromHere, SendBack, with_answer
from tongban.registers.sso.kinds import LEVEL_WORDS, Asked, How

DONE = "tb_done"  # what was asked of him by this request stands answered: "yes", or "no" when he declined
LONGEST = 4000


@for_everybody
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: Request) -> HttpResponse:
    """The one address other systems send people to."""
    if request.method == "POST":  # a browser shows its cookies only to an address it walks to
        return see_other(f"/sso/authorize/?{request.POST.urlencode()}")
    try:
        return _answer(request, *_asked(request.GET))
    except SendBack as why:
        return sent_back(why)


@for_everybody
@never_cache
@require_safe
def onward(request: Request) -> HttpResponse:
    """A page that goes on by itself: a form may lead here, and from here the way leads out."""
    to = f"/sso/authorize/?{_within(request.META.get('QUERY_STRING', ''))}"
    response = render(request, "sso/onward.html", {"to": to})
    response.headers["Refresh"] = f"0; url={to}"
    return response


@for_signed_in
@never_cache
@require_POST
def consent(request: Request) -> HttpResponse:
    """What he lets the system know; declining sends him back with nothing."""
    said = _said(request)
    answer = request.POST.get("answer")
    if answer not in ("all", "some"):
        return _on(said, "no")
    try:
        _, asked = _asked(said)
    except SendBack:
        return _on(said, "no")
    items = asked.items if answer == "all" else tuple(request.POST.getlist("item"))
    actions.consent(request.actor, str(request.user.pk), asked, items, key=request.POST.get("key", ""))
    return _on(said, "yes")


@for_signed_in
@never_cache
@require_POST
def proof(request: Request) -> HttpResponse:
    """A second proof, where the system asks for one."""
    said = _said(request)
    try:
        party, _ = _asked(said)
    except SendBack:
        return _on(said, "no")
    if not request.actor.proved:  # the code itself was looked at on the way in
        return _step_up(request, party, said.urlencode(), getattr(request, "wrong_proof", None))
    return _on(said, said.get(DONE, ""))


def _answer(request: Request, party: Any, asked: Asked) -> HttpResponse:
    done, quiet, prompt = request.GET.get(DONE, ""), "none" in asked.prompt, set(asked.prompt)
    if done == "no":
        raise SendBack("access_denied", asked.redirect, asked.state)
    anew = not done and prompt & {"login", "select_account"}
    how = proving.how(request)
    if not request.actor.signed_in or anew or not queries.is_recent(asked, how):
        _require_loud(quiet, "login_required", asked)
        return sign_in_first(_again(request, "yes"))
    if request.actor.kind not in party.serves:
        _require_loud(quiet, "access_denied", asked)
        actions.require_served(request.actor, party)
    if how.level < (wanted := max(party.level, asked.level)):
        _require_loud(quiet, "interaction_required", asked)
        return _raise_level(request, party, asked, how, wanted)
    account = str(request.user.pk)
    if not queries.is_answered(account, asked) or ("consent" in prompt and not done):
        _require_loud(quiet, "consent_required", asked)
        return _ask(request, party, asked)
    code = actions.enter(request.actor, account, asked, how)
    answer = {"code": code, "state": asked.state, "iss": settings.TONGBAN.base_url}
    return see_other(with_answer(asked.redirect, answer))


def _ask(request: Request, party: Any, asked: Asked) -> HttpResponse:
    """The question in plain words: who wants to know what, why, and what follows."""
    grant = queries.grant_of(str(request.user.pk), party.code)
    offered = queries.items(queries.offered(request.actor, asked))
    return render(request, "sso/consent.html", {
        "party": party, "offered": offered, "again": grant, "q": request.GET.urlencode(),
        "known": grant.items if grant else [],
    })  # fmt: skip


def _raise_level(request: Request, party: Any, asked: Asked, how: How, wanted: int) -> HttpResponse:
    """A second proof lifts to the highest level; who somebody is, no click can prove."""
    if wanted == 3 and request.actor.strength > 1:
        return _step_up(request, party, request.GET.urlencode())
    answer = {"error": "unmet_authentication_requirements", "state": asked.state, "iss": settings.TONGBAN.base_url}
    context = {"party": party, "wanted": LEVEL_WORDS[wanted], "back": with_answer(asked.redirect, answer)}
    return render(request, "sso/short.html", context, status=403)


def _step_up(request: Request, party: Any, q: str, wrong: Refusal | None = None) -> HttpResponse:
    context = {"party": party, "q": q, "wrong": wrong, "bound": signin.is_bound(str(request.user.pk))}
    return render(request, "sso/step_up.html", context, status=wrong.status if wrong else 200)


def _require_loud(quiet: bool, error: str, asked: Asked) -> None:
    """A system that asked not to be seen is told instead what it would take."""
    if quiet:
        raise SendBack(error, asked.redirect, asked.state)


def _asked(said: QueryDict) -> tuple[Any, Asked]:
    return queries.asked({name: [str(one) for one in values] for name, values in said.lists()})


def _said(request: Request) -> QueryDict:
    """The request of the system, as the form kept it."""
    if not request.actor.signed_in:
        raise SignInFirst
    return QueryDict(_within(request.POST.get("q", "")))


def _on(said: QueryDict, done: str) -> HttpResponse:
    kept = said.copy()
    kept[DONE] = done
    return see_other(f"/sso/onward/?{kept.urlencode()}")


def _again(request: Request, done: str) -> str:
    kept = request.GET.copy()
    kept[DONE] = done
    return f"/sso/onward/?{kept.urlencode()}"


def _within(text: str) -> str:
    if len(text) > LONGEST or not text.isprintable():
        raise NotFromHere
    return text
