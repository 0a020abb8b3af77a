"""The log of a case (日志): every fact about it, and who looked at its materials, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.doors.parts.happenings import Event, events
from tongban.registers.ledger import queries as ledger

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

NEWEST = 200


def entries(case: Case) -> list[Event]:
    """What happened, in words."""
    papers = [f"material/{key}" for key in case.given.exclude(material_id="").values_list("material_id", flat=True)]
    rows = [
        row for row in ledger.timelines([case.subject, *papers])
        if row.subject == case.subject or row.body.get("source") == case.subject
    ]  # fmt: skip
    return list(reversed(events(case, rows[-NEWEST:], staff=True)))
