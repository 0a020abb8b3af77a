from __future__ import annotations

from collections.abc import Iterable, Sequence

from tongban.kernel.actor import Actor
from tongban.registers.answers.kinds import Given
from tongban.registers.answers.models import Answer


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
    """Those of ``given`` that this source has not brought before: what was deleted since does not come back."""
    elements = [one.element for one in given]
    rows = Answer.objects.filter(applicant=applicant, element__in=elements, source=source)
    brought = set(rows.values_list("element", flat=True))
    return [one for one in given if one.element not in brought]
