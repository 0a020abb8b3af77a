"""Leaving one's work to a colleague (离岗委托)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.desk.showing.gaplist import Problem
from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.identity import queries as identity
from tongban.work.tasks import actions, queries


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def leave(request: Desked) -> HttpResponse:
    """What I leave to whom, and what was left to me."""
    if request.method != "POST":
        return _page(request)
    post = request.POST
    whose, _, chosen = post.get("deputy", "").rpartition(":")  # "official:desk/deputy" where a head does it for another
    desk, _, deputy = chosen.partition("/")
    since, until, reason = _day(post.get("since", "")), _day(post.get("until", "")), post.get("reason", "").strip()
    asked = {
        "deputy": (deputy, "请选择受托的同事。"), "since": (since, "请填写起日。"), "until": (until, "请填写止日。"),
        "reason": (reason, "请写明离岗原因。"),
    }  # fmt: skip
    problems = [Problem(name, sentence) for name, (value, sentence) in asked.items() if not value]
    if problems or since is None or until is None:
        return _page(request, problems=problems)
    said: dict[str, Any] = {"since": since, "until": until, "reason": reason, "key": post.get("key", "")}
    if whose:
        refusal = attempt(actions.delegate_for, request.actor, whose, desk, deputy, **said)
    else:
        refusal = attempt(actions.delegate, request.actor, desk, deputy, **said)
    if refusal:
        return _page(request, refusal)
    messages.success(request, "已委托，受托人在这段时间会在工作台看到这些待办，并以本人名义办理。")
    return redirect("desk:leave")


@require_POST
@for_officials
def end(request: Desked, delegation: UUID) -> HttpResponse:
    """收回委托."""
    refusal = attempt(actions.end_delegation, request.actor, str(delegation), key=request.POST.get("key", ""))
    if refusal:
        return _page(request, refusal)
    messages.success(request, "已收回委托。")
    return redirect("desk:leave")


def _page(request: Desked, refusal: Refusal | None = None, problems: list[Problem] | None = None) -> HttpResponse:
    actor = request.actor
    areas = {p.desk: p.area for p in actor.posts if p.role != "head"}
    desks = identity.desks_by_code(areas)
    choices: list[tuple[str, list[Any]]] = []
    for code, area in areas.items():
        others = [o for o in identity.holders(code, area) if str(o.pk) != actor.id]
        choices.append((desks[code].title, [(f"{code}/{o.pk}", o) for o in others]))
    given = queries.delegations_of(actor)
    context = {
        "choices": [pair for pair in choices if pair[1]], "given": given, "typed": request.POST,
        "received": queries.standing_in(actor), "refusal": refusal, "problems": problems or [], "today": time.today(),
        "titles": {d.code: d.title for d in identity.desks_by_code({d.desk for d in given} | set(areas)).values()},
        "others": _others(request),
    }  # fmt: skip
    return render(request, "desk/leave.html", context, status=refusal.status if refusal else 200)


def _others(request: Desked) -> list[tuple[str, list[tuple[str, str]]]]:
    """For a head: whose work at which desk of his department he could leave to whom."""
    posts = request.actor.posts_as("head")
    held: dict[str, list[Any]] = {}
    for row in identity.holdings_today() if posts else ():
        there = any(p.department == row.desk.department_id and row.area.startswith(p.area) for p in posts)
        if there and row.role not in ("head", "automatic"):
            held.setdefault(row.desk_id, []).append(row)
    return [
        (rows[0].desk.title, [
            (f"{away.official_id}:{code}/{other.official_id}", f"{away.official.name} → {other.official.name}")
            for away in rows for other in rows if away.official_id != other.official_id
        ]) for code, rows in sorted(held.items()) if len({row.official_id for row in rows}) > 1
    ]  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
