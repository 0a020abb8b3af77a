from __future__ import annotations

from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, NotYours
from tongban.registers.calendar import queries as holidays
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import permits as case_permits
from tongban.work.cases import queries as cases
from tongban.work.letters import queries
from tongban.work.letters.errors import (
    AnsweredBefore,
    HurriedLately,
    NothingToHurry,
    NothingWritten,
    TooManyLetters,
)
from tongban.work.letters.events import LetterWritten
from tongban.work.letters.kinds import LIMITS, LONGEST, MOST_OPEN, Kind
from tongban.work.letters.models import Letter


@action
def write(actor: Actor, number: str, *, words: str) -> Letter:
    """Write to whoever has my case (留言): answered in two working days. Raises `NothingWritten`, `TooManyLetters`."""
    case = _mine(actor, number)
    if not words.strip():
        raise NothingWritten
    waiting = Letter.objects.filter(case=case, kind__in=(Kind.WORD, Kind.NUDGE), answered_at=None)
    if waiting[:MOST_OPEN].count() >= MOST_OPEN:
        raise TooManyLetters
    return _owned(actor, case, Kind.WORD, words)


@action
def hurry(actor: Actor, number: str, *, words: str = "") -> Letter:
    """Ask to hurry (催办): answered in words within a working day. Raises `NothingToHurry`, `HurriedLately`."""
    case = _mine(actor, number)
    if case.state not in queries.HURRIED:
        raise NothingToHurry
    again = queries.hurry_again(queries.of_case(case))
    if again:
        raise HurriedLately(f"这个办件刚刚催办过，{time.zh(again)}起可以再次催办。")
    return _owned(actor, case, Kind.NUDGE, words)


@action
def reply(actor: Actor, letter_id: str, *, words: str) -> Letter:
    """Answer the applicant (答复). Raises `NoSuchLetter`, `AnsweredBefore`, `NothingWritten`."""
    queries.letter_for(actor, letter_id)
    asked = Letter.objects.select_for_update().select_related(None).get(pk=letter_id)
    if asked.answered_at:
        raise AnsweredBefore
    asked.answered_at = time.now()
    asked.save(update_fields=["answered_at"])
    return _written(actor, asked.case, Kind.REPLY, words, answers=asked)


@action
def tell(actor: Actor, number: str, *, words: str) -> Letter:
    """Write to the applicant of a case that I may see (给申请人留言)."""
    case = cases.case_for(actor, number)
    if not actor.is_official:
        raise NotAllowed
    return _written(actor, case, Kind.NOTE, words)


def _mine(actor: Actor, number: str) -> Any:
    case = cases.case_for(actor, number)
    if not case_permits.is_applicant(actor, case):
        raise NotYours
    require_right(actor, "apply")
    return cases.locked(str(case.pk))


def _owned(actor: Actor, case: Any, kind: Kind, words: str) -> Letter:
    desk, department, area = queries.owner(case)
    due = holidays.calendar().due(time.today(), LIMITS[kind])
    row = Letter.objects.create(
        case=case, kind=kind, words=words.strip()[:LONGEST], by=actor.principal, by_name=actor.name, at=time.now(),
        desk=desk, department=department, area=area, due_on=due,
    )
    record(actor, LetterWritten(row.subject, case.subject, kind))
    return row


def _written(actor: Actor, case: Any, kind: Kind, words: str, *, answers: Letter | None = None) -> Letter:
    if not words.strip():
        raise NothingWritten
    row = Letter.objects.create(
        case=case, kind=kind, words=words.strip()[:LONGEST], by=actor.principal, by_name=actor.name, at=time.now(),
        answers=answers,
    )
    record(actor, LetterWritten(row.subject, case.subject, kind, str(answers.pk) if answers else ""))
    return row
