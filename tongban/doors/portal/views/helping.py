"""Filling in together (找人帮我): ask for it, come by a code, write in one draft, end it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.parts import helping
from tongban.doors.parts.asking import asking, pages
from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.kernel.errors import NotYours, Refusal
from tongban.registers.materials.errors import FileRefused
from tongban.registers.vetting.errors import NotVetted
from tongban.work.cases import queries as cases
from tongban.work.help import actions, queries


@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, draft: UUID) -> HttpResponse:
    """Whom I ask, what I keep to myself, the code to pass on, who wrote what; and to end it."""
    case = queries.mine(request.actor, draft)
    if case.state != "draft":
        raise NotYours
    row, post, refusal = queries.of_draft(request.actor, draft), request.POST, None
    if request.method == "POST":
        try:
            if post.get("act") == "end" and row:
                actions.end(request.actor, str(row.pk), key=post.get("key", ""))
            else:
                actions.ask(
                    request.actor, str(draft), "city" if post.get("way") == "city" else "family",
                    own=post.getlist("own"), words=post.get("words", ""), key=post.get("key", ""),
                )  # fmt: skip
            return redirect("portal:helper", draft)
        except Refusal as why:
            if why.status == 404:
                raise
            refusal = why
    return render(request, "portal/helper.html", _asked(request, case, row, refusal),
                  status=refusal.status if refusal else 200)  # fmt: skip


def _asked(request: Request, case: Any, row: Any, refusal: Refusal | None) -> dict[str, Any]:
    facts = cases.facts_of(case)
    token = queries.token_of(row) if row and row.way == "family" and row.waits else ""
    return {
        "case": case, "help": row, "refusal": refusal, "token": token, "open_now": queries.open_now(),
        "address": request.build_absolute_uri(f"/helping/with/{token}/") if token else "",
        "fields": [one.field for page in pages(case, facts) for one in asking(case, page.name, facts)
                   if queries.may_share(case, one.field)],
        "keepable": [] if row else queries.may_keep_back(case), "given": _given(request, case) if row else [],
        "chosen": request.POST.getlist("own"), "words": request.POST.get("words", ""),
        "written": [(one, helping.who(row, one.by, request.actor)) for one in cases.written(case)] if row else [],
    }  # fmt: skip


def _given(request: Request, case: Any) -> list[tuple[str, str]]:
    """What others handed in for me: the material, and whose hand it was."""
    slots = cases.slots(case)
    hands = helping.hands(case.pk, slots)
    return [(slot.title, hands[slot.by]) for slot in slots if slot.by]


@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: Request) -> HttpResponse:
    """Whom I help, and the place for a code."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            row = actions.come(request.actor, request.POST.get("code", "")[:40], key=request.POST.get("key", ""))
            return redirect("portal:helping-one", row.pk)
        except Refusal as why:
            refusal = why
    context = {"rows": [(row, helping.whose(row)) for row in queries.running(request.actor)], "refusal": refusal}
    return render(request, "portal/helping.html", context, status=refusal.status if refusal else 200)


@person_only
@require_safe
def invited(request: Request, token: str) -> HttpResponse:
    """The link somebody sent me: whom I would help, before I do."""
    row = queries.by_token(request.actor, token)
    return render(request, "portal/helping.html", {"code": token, "invited": helping.whose(row), "rows": []})


@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Request, help: UUID, page: str = "") -> HttpResponse:
    """A page of the draft I help with."""
    if request.method == "POST":
        helping.save(request, request.actor, help, page)
    context = helping.sheet(request.actor, help, page, request.method == "POST")
    return render(request, "portal/helping_page.html", {**context, "saved": request.method == "POST"})


@require_POST
@person_only
def give(request: Request, help: UUID, code: str) -> HttpResponse:
    """A document for whom I help."""
    try:
        name = helping.give(request, request.actor, help, code)
    except (FileRefused, NotVetted) as wrong:
        context = {**helping.sheet(request.actor, help), "wrong": wrong}
        return render(request, "portal/helping_page.html", context, status=wrong.status)
    messages.success(request, f"已交“{name}”，对方能看到是您交的。")
    return redirect("portal:helping-one", help)


@require_POST
@person_only
def end(request: Request, help: UUID) -> HttpResponse:
    """I help no more."""
    actions.end(request.actor, str(help), key=request.POST.get("key", ""))
    messages.success(request, "已结束帮忙，您不能再看到这份申请。")
    return redirect("portal:helping")
