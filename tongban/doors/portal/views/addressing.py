"""Standard addresses (标准地址): offered while one types, or chosen on a page of their own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import filled, filling
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.apply import editable
from tongban.engines.forms import Field
from tongban.kernel.errors import NotYours
from tongban.registers.addresses import queries as addresses
from tongban.registers.addresses.kinds import taken_apart
from tongban.registers.places import queries as places


@for_everybody
def offered(request: Request) -> JsonResponse:
    """What somebody may mean who is typing an address; a list of the city's houses is no secret."""
    rows = addresses.offered(request.GET.get("q", "")[:60], _area(request.GET.get("area", "")))
    found = [
        {"code": r.code, "street": r.street_id, "place": f"{r.street.name}{r.community}", "text": r.text} for r in rows
    ]
    answer = JsonResponse({"addresses": found}, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "public, max-age=300"
    return answer


@person_only
def choose(request: Request, draft: UUID, field: str) -> HttpResponse:
    """Find the address of one question and take it into the form; everything else stays as it was."""
    case = editable(request, draft)
    asked = case.definition.form.fields.get(field)
    if asked is None or asked.type != "address":
        raise NotYours("这份申请没有这一项地址。", next_step="请返回填写页面，从列表中选择。")
    here = f"/apply/{case.pk}/p/{asked.page}/"
    if request.method == "POST":
        _take(request, case, asked, request.POST.get("code", ""))
        return redirect(here)
    flat = case.definition.form.flat(case.data)
    q = request.GET.get("q", "").strip()[:60]
    area = _area(request.GET.get("area", str(flat.get(f"{field}.division", case.area))))
    return render(request, "portal/address.html", {
        "case": case, "asked": asked, "q": q, "area": area[:6], "here": here, "districts": places.districts(),
        "rows": addresses.offered(q, area[:6], limit=30) if q else [],
    })  # fmt: skip


def _take(request: Request, case: Any, asked: Field, code: str) -> None:
    """Save the page with this address; the room behind the house stays where the house is the same."""
    row, values = addresses.address(code), filling.values(case)
    before = taken_apart(str(values.get(f"{asked.name}.detail", "")))
    rest = before.rest if before and before.house == row.house and before.road.endswith(row.road) else ""
    fields = [one.field for one in filling.asking(case, asked.page)]
    names = {control.name for field in fields for control in field.inputs}
    typed = {name: value for name, value in values.items() if name in names}
    typed |= {f"{asked.name}.division": row.street_id, f"{asked.name}.detail": f"{row.text}{rest}"}
    filled.verbs(case).save_page(request.actor, str(case.pk), asked.page, typed, shown=[f.name for f in fields])


def _area(text: str) -> str:
    return text[:9] if text.isascii() and text.isdigit() else ""
