"""Reactions that concern only what lies on officials' desks."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.work.approvals import actions as approvals
from tongban.work.approvals import queries as approval_rows
from tongban.work.cases import queries as rows

SYSTEM = Actor.system()


def clear_returned(fact: Any) -> None:
    """After a return to an earlier step the later ones wait: their tasks leave the desks."""
    case = rows.by_subject(fact.subject)
    if approval_rows.tasks_to_take(case):
        approvals.take_from_desks(SYSTEM, str(case.pk))
