"""What an opening shows of cases (紧急查阅): the case itself, or which cases a person has; asked within `reading`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.registers.openings.errors import NoOpening
from tongban.work.cases.models import Case

if TYPE_CHECKING:
    from tongban.registers.openings.models import Opening

LISTED = 50


def opened_case(opening: Opening) -> Case:
    """The case an opening is about. Who may read through it, `openings.queries.open_for` has said."""
    rows = Case.objects.select_related("edition").prefetch_related("pauses").exclude(state="draft")
    found = rows.filter(pk=opening.subject.removeprefix("case/")).first() if opening.of_case else None
    if found is None:
        raise NoOpening
    return found


def opened_cases(opening: Opening) -> list[Case]:
    """The cases of the person whose entry is open, newest first: what they are, without their forms."""
    rows = Case.objects.filter(applicant=opening.subject).exclude(state="draft").defer("data", "raw")
    return list(rows.order_by("-submitted_at")[:LISTED])
