from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.work.letters import permits
from tongban.work.letters.errors import NoSuchLetter
from tongban.work.letters.kinds import AGAIN, Kind
from tongban.work.letters.models import Letter
from tongban.work.tasks import queries as tasks

HURRIED = ("submitted", "accepted")
MOST = 200


def of_case(case: Any) -> list[Letter]:
    """Everything written about a case that somebody may see, in order."""
    return list(Letter.objects.filter(case=case).order_by("at")[:MOST])


def letter_for(actor: Actor, letter_id: str) -> Letter:
    """One that my desk answers; raises `NoSuchLetter`."""
    try:
        found = Letter.objects.select_related("case").filter(pk=uuid.UUID(str(letter_id))).first()
    except ValueError:
        found = None
    if found is None or not permits.may_answer(actor, found):
        raise NoSuchLetter
    return found


def by_subject(subject: str) -> Letter:
    """The one behind "letter/<id>", for reactions."""
    return Letter.objects.select_related("case").get(pk=subject.removeprefix("letter/"))


def by_subjects(subjects: Iterable[str]) -> dict[str, Letter]:
    ids = [one.removeprefix("letter/") for one in subjects]
    return {one.subject: one for one in Letter.objects.select_related("case").filter(pk__in=ids)}


def hurry_again(letters: Iterable[Letter]) -> date | None:
    """From which day on he may ask to hurry again; None: now."""
    last = max((one.at for one in letters if one.kind == Kind.NUDGE), default=None)
    if last is None:
        return None
    day = holidays.calendar().due(time.local(last).date(), AGAIN)
    return day if day > time.today() else None


def owner(case: Any) -> tuple[str, str, str]:
    """Desk, department and area that answer: where the case lies now, else who decides."""
    waiting = [task for task in tasks.open_of(case.subject) if task.desk]
    if waiting:
        return waiting[0].desk, waiting[0].department or case.department, waiting[0].area
    return case.definition.process.deciding.desk, case.department, case.area
