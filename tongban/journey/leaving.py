"""What somebody leaves behind: the systems he entered from a sitting that is over, the tasks of a post he left."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.registers.sso import actions as sso
from tongban.work.tasks import actions as work
from tongban.work.tasks import queries as tasks

SYSTEM = Actor.system()


def end_visits(fact: Any) -> None:
    """The sitting is over, however that came: so are the visits begun from it."""
    sso.end_sitting(fact.sitting)


def free_tasks(fact: Any) -> None:
    """Who works here no more (离职) keeps nothing: what he had claimed lies on its desk again."""
    for task in tasks.claimed_by(fact.subject.removeprefix("official/")):
        work.free(SYSTEM, str(task.pk))
