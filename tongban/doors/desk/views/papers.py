"""Pictures of materials with the viewer's watermark, and served notices."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongban.doors.desk.showing import casepage, checklist, preview
from tongban.doors.desk.standing import Desked, first_look, for_officials
from tongban.doors.parts import papers
from tongban.registers.materials import actions as materials
from tongban.registers.materials.errors import NotYourMaterial
from tongban.work.cases import actions as cases
from tongban.work.cases import queries


@require_safe
@for_officials
def picture(request: Desked, number: str, code: str, version: int, page: int) -> HttpResponse:
    """One page of a material of a case this official may see; the look is kept in the ledger."""
    case = queries.case_for(request.actor, number)
    material = preview.given(case, code, version)
    if material is None or not 1 <= page <= material.pages:
        raise NotYourMaterial
    if first_look(request, f"{case.subject} {material.subject}"):
        materials.look(request.actor, material, case.subject)
    asked = request.GET
    seen = queries.seen(case).get(code) if asked.get("k") else None
    seen = seen if seen and str(material.pk) == seen.slot.material_id else None
    shown = preview.picture(material, page, asked.get("z", ""), asked.get("r", ""), request.actor, seen)
    return HttpResponse(shown, content_type="image/jpeg", headers={"Cache-Control": "no-store, private"})


@require_safe
@for_officials
def paper(request: Desked, number: str) -> HttpResponse:
    """The material alone, for a second window (在第二个窗口预览) that follows the first; a look like any other."""
    case = queries.case_for(request.actor, number)
    if first_look(request, case.subject):
        cases.look(request.actor, number)
    lines = checklist.lines(case, request.GET.get("m", ""))
    context = {"case": case, "lines": lines, "preview": preview.read(case, lines, request.GET)}
    context["beside_form"] = casepage.beside(request.actor, case, lines, request.GET)
    return render(request, "desk/preview.html", context)


@require_safe
@for_officials
def notice(request: Desked, notice: UUID) -> HttpResponseBase:
    """A served notice as its sealed PDF."""
    found = queries.notice_for(request.actor, str(notice))
    return papers.pdf(request, found.paper, f"{found.title} {found.number}")
