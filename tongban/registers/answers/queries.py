from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tongban.kernel.actor import Actor
from tongban.registers.answers.events import AnswersKept
from tongban.registers.answers.kinds import Given
from tongban.registers.answers.models import Answer
from tongban.registers.ledger import queries as ledger


def of_applicant(actor: Actor) -> list[Answer]:
    """What is kept of me, or of whom I act for, by name."""
    return list(Answer.objects.filter(applicant=actor.applicant).exclude(sealed=b"").order_by("label", "element"))


def offered(
    applicant: str, elements: Iterable[str], of_place: Collection[str] = (), about: str = ""
) -> dict[str, Answer]:  # fmt: skip
    """The kept answers of ``applicant`` to these data elements.

    Those ``of_place`` are offered only for the place they were given for (``about``); where no place is named, only if
    he has answered for no other. What was kept before places were told apart is offered where nothing newer is.
    """
    wanted = set(elements)
    if not wanted:
        return {}
    found: dict[str, Answer] = {}
    rows = Answer.objects.filter(applicant=applicant, element__in=wanted).exclude(sealed=b"")
    kept = list(rows.order_by("given_on", "id"))
    places = {row.about for row in kept if row.about}
    named = about or (next(iter(places)) if len(places) == 1 else "")
    for row in sorted(kept, key=lambda row: bool(row.about)):
        if row.element not in of_place or row.about in ("", named):
            found[row.element] = row
    return found


def fresh(applicant: str, source: str, given: Sequence[Given]) -> list[Given]:
    """``given``, unless this source has brought its answers: what was deleted or replaced since does not come back."""
    brought = any(row.body["source"] == source for row in ledger.of_kind(applicant, AnswersKept.kind))
    return [] if brought else list(given)
