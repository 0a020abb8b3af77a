from __future__ import annotations

from collections.abc import Iterable, Sequence

from tongban.kernel.actor import Actor
from tongban.registers.answers.events import AnswersKept
from tongban.registers.answers.kinds import Given
from tongban.registers.answers.models import Answer
from tongban.registers.ledger import queries as ledger


def of_applicant(actor: Actor) -> list[Answer]:
    """What is kept of me, or of whom I act for, by name."""
    return list(Answer.objects.filter(applicant=actor.applicant).exclude(sealed=b"").order_by("label", "element"))


def offered(applicant: str, elements: Iterable[str]) -> dict[str, Answer]:
    """The kept answers of ``applicant`` to these data elements."""
    wanted = set(elements)
    if not wanted:
        return {}
    rows = Answer.objects.filter(applicant=applicant, element__in=wanted).exclude(sealed=b"")
    return {row.element: row for row in rows}


def fresh(applicant: str, source: str, given: Sequence[Given]) -> list[Given]:
    """``given``, unless this source has brought its answers: what was deleted or replaced since does not come back."""
    brought = any(row.body["source"] == source for row in ledger.of_kind(applicant, AnswersKept.kind))
    return [] if brought else list(given)
