"""Days for one's own calendar (加入日历): until when something is owed, by when it is decided, until when it counts."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from tongban.doors.parts import ics
from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.kernel import time
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases


@person_only
def of_case(request: Request, number: str) -> HttpResponse:
    """The days of one case, as far as they are known today; taken in again, they move with the case."""
    case = cases.case_for(request.actor, number)
    address = request.build_absolute_uri(f"/my/cases/{case.number}/")
    found = []
    if case.state == "incomplete" and case.supply_by:
        title = f"最后一天补正：{case.title}"
        found.append(ics.Day(f"supply/{case.pk}", case.supply_by, title, f"办件编号 {case.number}", address))
    clock = cases.clocks(case).now
    if clock and clock.due_at:
        due = time.local(clock.due_at).date()
        found.append(ics.Day(f"due/{case.pk}", due, f"办理期限：{case.title}", f"办件编号 {case.number}", address))
    hearing = case.hearing
    if hearing and hearing.begins_at:
        on = time.local(hearing.begins_at)
        found.append(ics.Day(f"hearing/{case.pk}", on.date(), f"{on:%H:%M} 听证：{case.title}", hearing.place, address))
    return ics.file(found, case.number or "case")


@person_only
def of_licence(request: Request, licence: UUID) -> HttpResponse:
    """Until when a licence counts."""
    row = licences.licence_for(request.actor, str(licence))
    address = request.build_absolute_uri(f"/my/licences/{row.pk}/")
    title = f"证照到期：{row.type.title}"
    found = [ics.Day(f"licence/{row.pk}", row.valid_to, title, row.number, address)] if row.valid_to else []
    return ics.file(found, row.number)
