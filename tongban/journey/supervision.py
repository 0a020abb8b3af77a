"""Reactions of supervision: cards that a fact shows at once, and the department's task to answer them."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from tongban.kernel.actor import Actor
from tongban.watch.supervision import actions as supervision
from tongban.watch.supervision import queries as cards
from tongban.watch.supervision.errors import IssuedBefore
from tongban.work.cases import queries as cases
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()


def card_for_silence(fact: Any) -> None:
    """The law had to accept because the window did not answer."""
    _issue(cards.of_silence(cases.by_subject(fact.subject)))


def card_for_gaps(fact: Any) -> None:
    """The applicant was told of gaps a second time."""
    _issue(cards.of_gaps(cases.by_subject(fact.subject)))


def card_for_decision(fact: Any) -> None:
    """It was granted against a point of examination."""
    _issue(cards.of_decision(cases.by_subject(fact.subject)))


def ask_for_answer(fact: Any) -> None:
    """The department answers for the card by its day."""
    card = cards.card(fact.card)
    if card is None or card.state != "open" or card.answer_by is None or _asked(fact):
        return
    limit = card.known.answer
    tasks.open_task(SYSTEM, Spec(
        kind="card", subject=fact.subject, step=fact.card, title=f"{card.case.title} · {card}",
        context=f"{card.case.applicant_name} · {card.case.number}", desk=card.desk, area=card.area,
        department=card.department, due_on=card.answer_by, limit=str(limit or ""), note=card.sentence,
    ))


def _asked(fact: Any) -> bool:
    return any(task.kind == "card" and task.step == fact.card for task in task_rows.of_subject(fact.subject))


def close_answer(fact: Any) -> None:
    """It was answered, or the card was taken back."""
    for task in task_rows.open_of(fact.subject, "card", fact.card):
        tasks.close(SYSTEM, str(task.pk))


def _issue(found: Any) -> None:
    if found is not None and not cards.issued(found.case, found.rule, found.about):
        with suppress(IssuedBefore):
            supervision.issue(SYSTEM, found)
