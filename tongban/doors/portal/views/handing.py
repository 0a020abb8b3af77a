"""The phone beside the screen (手机接力): a code on the screen, one place on the phone, and back without typing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import filled
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.apply import editable
from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotYours, Refusal
from tongban.registers.mandates import queries as mandates
from tongban.registers.materials import actions as library
from tongban.registers.materials.errors import FileRefused
from tongban.registers.vetting.errors import NotVetted
from tongban.work.cases import queries as rows
from tongban.work.handovers import actions, queries
from tongban.work.handovers.errors import HandoverOver


@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: Request, draft: UUID, code: str) -> HttpResponse:
    """The code to scan, and what came of it; asked for anew by the page itself, or by the reader without scripts."""
    case = editable(request, draft)
    if request.method == "POST":
        key, account = request.POST.get("key", ""), str(request.user.pk)
        actions.open_handover(request.actor, str(case.pk), code, account=account, key=key)
        return redirect("portal:handover", draft, code)
    slot = next((one for one in rows.slots(case) if one.code == code), None)
    if slot is None:
        raise NotYours("这个事项没有这份材料。", next_step="请返回材料页面，从列表中选择。")
    row = queries.open_of(request.actor, str(case.pk), code)
    address = request.build_absolute_uri(f"/h/{queries.token_of(row)}/") if row else ""
    return render(request, "portal/handover.html", {"case": case, "slot": slot, "row": row, "address": address})


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: Request, token: str) -> HttpResponse:
    """What is asked, and a button for the camera: no name, no other page of the application, no signing in."""
    row = queries.by_token(token)
    with wall.as_platform("handover"):  # whoever holds the code is nobody; who opened it is asked for
        actor = _opener(row.account, row.applicant)
    with wall.behind(actor):
        return _phone(request, actor, row, token)


def _phone(request: Request, actor: Actor, row: Any, token: str) -> HttpResponse:
    case = filled.draft_for(actor, str(row.draft))
    slot = next((one for one in rows.slots(case) if one.code == row.material), None)
    if slot is None or case.state not in ("draft", "incomplete"):
        raise HandoverOver
    wrong, sent = None, ""
    if request.method == "POST":
        try:
            sent = _take(request, actor, token, slot)
        except (FileRefused, NotVetted) as refused:
            wrong = refused
    context = {"slot": slot, "row": row, "wrong": wrong, "sent": sent}
    page = render(request, "portal/handover_phone.html", context, status=wrong.status if wrong else 200)
    page.headers["Cache-Control"] = "no-store, private"
    return page


def _take(request: Request, actor: Actor, token: str, slot: Any) -> str:
    file = request.FILES.get("file")
    if file is None:
        raise FileRefused("还没有选择照片。", next_step="请先拍照或者选择文件，再点“传到电脑”。")
    name, key = file.name or slot.title, request.POST.get("key", "")
    kept = library.keep(actor, actor.applicant, slot.code, name, file.chunks(), formats=slot.formats, key=key)
    actions.hand_over(actor, token, str(kept.pk), key=key)
    return str(kept.name)


def _opener(account: str, applicant: str) -> Actor:
    """Whoever opened the code, with what he may do now; whose account or mandate ended hands nothing in."""
    user = get_user_model().objects.filter(pk=account, is_active=True).first()
    if user is None:
        raise HandoverOver
    try:
        return mandates.actor_for(user, door="portal", on_behalf=applicant)
    except Refusal:
        raise HandoverOver from None
