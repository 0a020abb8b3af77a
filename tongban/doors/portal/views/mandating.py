"""Mandates (授权代办): whom I let act for me, for whom I may act; given with a fresh code, ended with one click."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import entrusting
from tongban.doors.portal.signed import person_only
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.mandates import actions, permits, queries
from tongban.registers.mandates.kinds import LONGEST_DAYS, MOST_ITEMS


@person_only
def listed(request: Request) -> HttpResponse:
    """Given, received, and what is over."""
    me = request.actor.id
    given, received, over = list(queries.given_by(me)), list(queries.received_by(me)), queries.ended_of(me)
    asked = list(queries.asked_of(me))
    names = catalogue.titles({code for row in (*given, *received, *over, *asked) for code in row.items})
    data = entrusting.named([*given, *received])
    row: Any
    for row in (*given, *received):
        row.data_words = data.get(row.pk, "")
    for row in asked:
        mine = str(row.giver_id) == me
        row.choices = entrusting.choices(request.actor, row.items, ()) if mine else ()
    lists = {"given": given, "received": received, "over": over, "asked": asked}
    shown = {name: [(row, _titles(row, names)) for row in rows] for name, rows in lists.items()}
    return render(request, "portal/mandates.html", {**shown, "me": me})


@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Give a mandate; what is wrong is said above the form, and everything typed stays."""
    permits.require_himself(request.actor)
    said, wrong = request.POST, None
    chosen = said.getlist("items") or [code for code in (request.GET.get("item", "")[:80],) if code]
    if request.method == "POST" and entrusting.asked(said, chosen):
        try:
            actions.give(
                request.actor, said.get("name", "")[:100], said.get("id_number", "")[:30], chosen,
                day(said.get("until", "")), documents=said.get("documents") == "yes", data=said.getlist("data"),
                key=said.get("key", ""),
            )  # fmt: skip
        except Refusal as refused:
            wrong = refused
        else:
            messages.success(request, "授权已经生效，可以随时撤回。")
            return redirect("portal:mandates")
    context = {
        "items": catalogue.items(audience="person", limit=100), "chosen": chosen, "said": said, "wrong": wrong,
        "first": time.today().isoformat(), "last": (time.today() + timedelta(days=LONGEST_DAYS)).isoformat(),
        **data_asked(request, chosen),
    }  # fmt: skip
    return render(request, "portal/mandate_new.html", context, status=wrong.status if wrong else 200)


def data_asked(request: Request, items: list[str]) -> dict[str, Any]:
    """The second half of the form, once the items are chosen: which of one's data they use, to be chosen from."""
    if request.method != "POST" or not items:
        return {"choices": None}
    return {
        "choices": entrusting.choices(request.actor, items[:MOST_ITEMS], request.POST.getlist("data")),
        "asked_of": ",".join(sorted(set(items))),
    }


@person_only
@require_POST
def end(request: Request, mandate: UUID) -> HttpResponse:
    """End a mandate I gave or hold, at once."""
    actions.end(request.actor, str(mandate), key=request.POST.get("key", ""))
    messages.success(request, "授权已经结束，立即生效。")
    return redirect("portal:mandates")


def _titles(row: Any, names: dict[str, str]) -> str:
    return "、".join(names.get(code, code) for code in row.items)


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
