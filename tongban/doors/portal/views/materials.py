"""The materials of an application (申请材料): most are spared, the rest uploaded or used again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.parts import back, helping, pages
from tongban.doors.parts.behalf import is_open
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import filled, sparing
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.apply import editable
from tongban.kernel import holding
from tongban.kernel.errors import NotYours, Refusal
from tongban.registers.materials import actions as library
from tongban.registers.materials.errors import FileRefused
from tongban.registers.vetting.errors import NotVetted
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.undertakings import queries as undertakings


@person_only
def show(request: Request, draft: UUID) -> HttpResponse:
    """Each material with what answers it; what may be asked of other authorities is asked first, within two seconds."""
    case = editable(request, draft)
    filled.verbs(case).verify(request.actor, str(case.pk))
    return listing(request, case)


def listing(request: Request, case: Any, code: str = "", wrong: Refusal | None = None) -> HttpResponse:
    """The materials page, with a refused upload explained where it happened."""
    slots = rows.slots(case)
    open_ = is_open(request.actor, "portal:reuse") or not request.actor.items
    offered = {s.code: rows.reusable(case, s.code) if open_ else [] for s in slots if not s.filled or s.gap}
    context = {
        "case": case, "lines": sparing.lines(case, slots, offered, rows.seen(case, slots)), "code": code,
        "wrong": wrong, "left": sum(1 for s in slots if (s.required and not s.filled) or s.gap),
        "next": back.wanted(request, ""), "free": sum(1 for s in slots if s.free),
        "hands": helping.hands(case.pk, slots),
    }  # fmt: skip
    return render(request, "portal/materials.html", context, status=wrong.status if wrong else 200)


@require_POST
@person_only
def upload(request: Request, draft: UUID, code: str) -> HttpResponse:
    """Take a file in and let it answer the material."""
    case = editable(request, draft)
    slot, key = _slot(case, code), request.POST.get("key", "")
    try:
        kept = _kept(request, case, slot, key)
    except (FileRefused, NotVetted) as wrong:
        return pages.problem(request, wrong) if pages.wants_json(request) else listing(request, case, code, wrong)
    filled.verbs(case).give(request.actor, str(case.pk), code, str(kept.pk), key=key)
    if pages.wants_json(request):
        return JsonResponse({"material": str(kept.pk), "name": kept.name}, status=201)
    return _home(request, case, code)


@require_POST
@person_only
def reuse(request: Request, draft: UUID, code: str) -> HttpResponse:
    """Let an earlier document answer the material."""
    case = editable(request, draft)
    material, key = request.POST.get("material", ""), request.POST.get("key", "")
    filled.verbs(case).give(request.actor, str(case.pk), code, material, key=key)
    return _home(request, case, code)


@require_POST
@person_only
def turn(request: Request, draft: UUID, code: str) -> HttpResponse:
    """Turn the picture that answers the material a quarter to the right: a new version of it."""
    case = editable(request, draft)
    slot, key = _slot(case, code), request.POST.get("key", "")
    kept = library.turn(request.actor, slot.material_id, key=key)
    filled.verbs(case).give(request.actor, str(case.pk), code, str(kept.pk), key=key)
    return _home(request, case, code)


@require_POST
@person_only
def remove(request: Request, draft: UUID, code: str) -> HttpResponse:
    """Take a document out of the application; it stays in my materials."""
    case = editable(request, draft)
    filled.verbs(case).take_back(request.actor, str(case.pk), code, key=request.POST.get("key", ""))
    return _home(request, case, code)


@require_POST
@person_only
def trust(request: Request, draft: UUID, code: str) -> HttpResponse:
    """Promise instead of handing in (告知承诺), or to bring it later (容缺后补)."""
    case = editable(request, draft)
    how, key = request.POST.get("trust", ""), request.POST.get("key", "")
    filled.verbs(case).promise(request.actor, str(case.pk), code, trust=how, key=key)
    return _home(request, case, code)


@person_only
def later(request: Request, number: str, code: str) -> HttpResponse:
    """Bring the document that was allowed to come later."""
    case = rows.case_for(request.actor, number)
    slot = _slot(case, code)
    wrong: Refusal | None = None
    if slot.trust != "later":
        return redirect("portal:case", number)
    if request.method == "POST":
        key = request.POST.get("key", "")
        try:
            kept = _kept(request, case, slot, key)
            cases.give_later(request.actor, str(case.pk), code, str(kept.pk), key=key)
            return redirect("portal:case", number)
        except Refusal as refused:
            wrong = refused
    owed = next(iter(undertakings.open_of_case(str(case.pk), "later", code)), None)
    material = case.definition.material(code)
    context = {"case": case, "slot": slot, "owed": owed, "material": material, "wrong": wrong}
    return render(request, "portal/later.html", context, status=wrong.status if wrong else 200)


def _kept(request: Request, case: Any, slot: Any, key: str) -> Any:
    file = request.FILES.get("file")
    if file is None:
        raise FileRefused("还没有选择文件。", next_step="请先选择文件，再点“上传”。")
    name = file.name or slot.title
    kept = library.keep(request.actor, case.applicant, slot.code, name, file.chunks(), formats=slot.formats, key=key)
    if holding.state(kept.sha256):
        messages.info(request, "文件已收到，正在等待安全检查，通过之前不能打开。您可以继续办理，不用重新上传。")
    return kept


def _slot(case: Any, code: str) -> Any:
    for slot in rows.slots(case):
        if slot.code == code:
            return slot
    raise NotYours("这份申请不需要这份材料。", next_step="请返回材料页面，从列表中选择。")


def _home(request: Request, case: Any, code: str) -> HttpResponse:
    return redirect(back.wanted(request, f"/apply/{case.pk}/materials/#m-{code}"))
