"""A company's licences (证照授权): who may show which, given down from its head, agreed to, ended with one click."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.mandating import day
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.credentials.kinds import OWN
from tongban.registers.identity import queries as people
from tongban.registers.identity.kinds import MEMBER_ROLES
from tongban.registers.licences import queries as licences
from tongban.registers.mandates import actions, queries

FIRM = "organisation/"


@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: Request) -> HttpResponse:
    """What counts, what waits for the head, and the form to give a licence on; everything typed stays."""
    organisation = request.actor.on_behalf.removeprefix(FIRM)
    if request.actor.agency or not people.roles_in(request.actor.id, organisation or request.actor.id):
        messages.info(request, "请先切换到单位身份，再查看证照授权。")
        return redirect("portal:identity")
    said, wrong = request.POST, None
    if request.method == "POST":
        try:
            _act(request)
        except Refusal as refused:
            wrong = refused
        else:
            messages.success(request, "已经保存，立即生效；需要法定代表人同意的，同意后生效。")
            return redirect("portal:licence-grants")
    return render(
        request, "portal/licence_grants.html", {**_context(request, organisation), "said": said, "wrong": wrong},
        status=wrong.status if wrong else 200,
    )  # fmt: skip


def _context(request: Request, organisation: str) -> dict[str, Any]:
    me, kinds = request.actor.id, {kind.code: kind for kind in licences.types()}
    members = [one for one in people.members_of(organisation) if str(one.person_id) != me and one.role != "legal"]
    held = {row.type.code: row.type for row in licences.page_of(request.actor)}
    fields = dict(OWN) | {f"f_{code}": label for kind in held.values() for code, label in kind.labels}

    def shown(rows: list[Any]) -> list[Any]:
        for row in rows:
            row.titles = "、".join(kinds[code].title if code in kinds else code for code in row.types)
            row.parts = "、".join(fields.get(code, code) for code in row.fields)
        return rows

    chosen = request.POST
    return {
        "rows": shown(queries.licence_grants(organisation)),
        "waiting": shown(queries.licence_grants_waiting(organisation)),
        "rule": queries.licence_rule(organisation), "head": "legal" in people.roles_in(me, organisation), "me": me,
        "members": [(str(one.person_id), f"{one.person.name}（{MEMBER_ROLES[one.role]}）") for one in members],
        "kinds": [(code, kind.title, code in chosen.getlist("types")) for code, kind in held.items()],
        "fields": [(code, label, code in chosen.getlist("fields")) for code, label in fields.items()],
        "first": time.today().isoformat(),
    }  # fmt: skip


def _act(request: Request) -> None:
    said, key = request.POST, request.POST.get("key", "")
    if said.get("what") == "rule":
        actions.set_licence_rule(
            request.actor, by_grant="by_grant" in said, second_yes="second_yes" in said, key=key
        )
        return
    actions.grant_licences(
        request.actor, said.get("agency", "").strip()[:30] or said.get("taker", "")[:40], said.getlist("types"),
        day(said.get("until", "")), fields=said.getlist("fields"), pass_on="pass_on" in said, key=key,
    )  # fmt: skip


@person_only
@require_POST
def agree(request: Request, grant: UUID) -> HttpResponse:
    """The head's yes."""
    actions.agree_licence_grant(request.actor, str(grant), key=request.POST.get("key", ""))
    messages.success(request, "已经同意，立即生效。")
    return redirect("portal:licence-grants")


@person_only
@require_POST
def end(request: Request, grant: UUID) -> HttpResponse:
    """Ended, with everything given on from it."""
    actions.end_licence_grant(request.actor, str(grant), key=request.POST.get("key", ""))
    messages.success(request, "证照授权已经结束，由它转出的授权同时失效。")
    return redirect("portal:licence-grants")
