"""The ledger as supervisors and the audit administrator read it (全程留痕): lately, and of one case with its chain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.office import shown
from tongban.doors.office.standing import AUDIT, Standing, for_readers_of_the_ledger
from tongban.kernel import wall
from tongban.kernel.facts import known_kinds
from tongban.registers.ledger import queries as ledger
from tongban.registers.ledger.errors import Tampered
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as case_rows

PAGE = 50


@for_readers_of_the_ledger
def recent(request: Standing) -> HttpResponse:
    """The newest facts of the whole house, by kind, paged by their numbers."""
    if number := request.GET.get("number", "").strip():
        return redirect("office:ledger-case", number[:32])
    kinds = {kind: shown.title(kind) for kind in known_kinds()}
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in kinds else ""
    before = request.GET.get("before", "")
    until = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None
    rows = ledger.recent(kind, until, PAGE)
    more = f"?kind={kind}&before={rows[-1].seq}" if len(rows) == PAGE else ""
    context = {"lines": shown.lines(rows, _numbers(rows)), "kinds": kinds, "kind": kind, "more": more, "before": until}
    return render(request, "office/ledger.html", context)


@for_readers_of_the_ledger
def of_case(request: Standing, number: str) -> HttpResponse:
    """Every fact of a case in order, and whether its chain is whole. The look itself becomes the last fact."""
    open_it = cases.audit if request.actor.posts_as(AUDIT) else cases.look
    case = open_it(request.actor, number.replace("\x00", ""))
    rows = ledger.timeline(case.subject)
    whole, broken = 0, ""
    try:
        whole = ledger.verify_subject(case.subject)
    except Tampered as found:
        broken = str(found)
    context = {"case": case, "lines": shown.lines(rows), "whole": whole, "broken": broken}
    return render(request, "office/ledger_case.html", context)


def _numbers(rows: Iterable[Any]) -> dict[str, str]:
    with wall.as_platform("audit"):  # facts of every department stand here; of a case its number alone
        found = case_rows.by_subjects(row.subject for row in rows)
    return {subject: case.number or "" for subject, case in found.items()}
