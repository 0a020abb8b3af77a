"""Saying that a guide is wrong (指南有误), that something cannot be done (办不成事), asking (咨询); the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.parts.sittings import address_of
from tongban.doors.portal.signed import person_only
from tongban.kernel.errors import NotYours, Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity
from tongban.work.concerns import actions, queries
from tongban.work.concerns.states import DATA, MATTERS, PARTS, PLACES


@require_http_methods(["GET", "HEAD", "POST"])
@for_everybody
def guide(request: Request, code: str) -> HttpResponse:
    """Which part of this guide is wrong, and what is right."""
    item = catalogue.item(code)
    department = identity.department(catalogue.edition_in_force(code).definition.owner).name
    shown = {"item": item, "choices": PARTS, "department": department, "kind": "guide"}
    return _said(request, shown, lambda said: actions.report_guide(
        request.actor, code, part=said["place"], words=said["words"], phone=said["phone"], **_sent(request)
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@for_everybody
def stuck(request: Request) -> HttpResponse:
    """Where somebody got stuck; from an application it is known which."""
    about = {name: request.GET.get(name, "")[:80] for name in ("draft", "item")}
    shown: dict[str, Any] = {"choices": PLACES, "kind": "stuck"}
    if about["draft"] and request.actor.kind == "person" and request.actor.signed_in:
        shown["filled"] = queries.draft_for(request.actor, about["draft"])
    elif about["draft"]:
        raise NotYours
    elif about["item"]:
        shown["item"] = catalogue.item(about["item"])
    return _said(request, shown, lambda said: actions.report_stuck(
        request.actor, place=said["place"], words=said["words"], phone=said["phone"], **about, **_sent(request)
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@for_everybody
def ask(request: Request) -> HttpResponse:
    """A question to a person (咨询), about an item or about anything; with who answers it and by when."""
    code = request.GET.get("item", "")[:80]
    item = catalogue.item(code) if code else None
    department, _ = queries.owner("asked", catalogue.edition_in_force(code).definition if code else None)
    shown = {
        "item": item, "choices": MATTERS, "kind": "asked", "department": identity.department(department).name,
        "words": request.GET.get("words", "")[:200],
    }  # fmt: skip
    return _said(request, shown, lambda said: actions.ask(
        request.actor, item=code, place=said["place"], words=said["words"], phone=said["phone"], **_sent(request)
    ), "portal/ask.html")  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def data(request: Request) -> HttpResponse:
    """How my data were used, or what is kept of me, is not right."""
    use = request.GET.get("use", "")[:40]
    about = queries.about_use(request.actor, use) if use else ""
    shown = {"choices": DATA, "kind": "data", "use": about}
    return _said(request, shown, lambda said: actions.report_data(
        request.actor, place=said["place"], words=said["words"], use=use, key=request.POST.get("key", "")
    ))  # fmt: skip


def _said(
    request: Request, shown: dict[str, Any], verb: Callable[[Mapping[str, str]], Any],
    page: str = "portal/concern_new.html",
) -> HttpResponse:
    said = {name: request.POST.get(name, "").strip() for name in ("place", "words", "phone")}
    said["words"] = said["words"] or str(shown.get("words", "")) if request.method != "POST" else said["words"]
    wrong: Refusal | None = None
    if request.method == "POST":
        try:
            return redirect("portal:concern", verb(said).code)
        except Refusal as refused:
            if refused.status == 404:
                raise
            wrong = refused
    context = {**shown, "said": said, "wrong": wrong, "limit": actions.LIMITS[shown["kind"]].zh}
    return render(request, page, context, status=wrong.status if wrong else 200)


def _sent(request: Request) -> dict[str, str]:
    return {"key": request.POST.get("key", ""), "address": address_of(request)}


@for_everybody
def show(request: Request, code: str) -> HttpResponse:
    """Who owns it, by when it is answered, and the answer."""
    one = queries.by_code(request.actor, code)
    return render(request, "portal/concern.html", {"one": one, "department": identity.department(one.department).name})


@person_only
def mine(request: Request) -> HttpResponse:
    """Everything I said, with the answers."""
    return render(request, "portal/concerns.html", {"found": queries.of_raiser(request.actor)})
