"""Following a process: what is open, what applies, what is undecided, and how long it all takes."""

import math
from collections.abc import Collection, Mapping
from typing import Any

from tongban.engines.clocks import Limit
from tongban.engines.process.definition import Process, Step

Facts = Mapping[str, Any]


def open_steps(process: Process, done: Collection[str], facts: Facts) -> list[Step]:
    """The steps to be worked on now (待办环节), given the names of those done."""
    over: set[str] = set()
    ready = []
    for step in process:  # steps only ever come after steps above them
        if not over.issuperset(step.after):
            continue
        if step.name in done or not _holds(step, facts):
            over.add(step.name)
        else:
            ready.append(step)
    return ready


def applicable(process: Process, facts: Facts) -> list[Step]:
    """The steps this application goes through."""
    return [step for step in process if _holds(step, facts)]


def undecided(process: Process, facts: Facts) -> list[Step]:
    """The steps whose condition cannot be answered from these facts; they are left out until it can."""
    return [step for step in process if step.when is not None and step.when.holds(facts) is None]


def waves(process: Process, facts: Facts) -> list[list[Step]]:
    """The applicable steps in the order they open when each wave (批次) is done as a whole."""
    done: set[str] = set()
    found = []
    while wave := open_steps(process, done, facts):
        found.append(wave)
        done.update(step.name for step in wave)
    return found


def total_days(process: Process, facts: Facts) -> int:
    """The working days of the longest way through (关键路径), to be held against the promised limit.

    A special procedure (特别程序) does not count; a natural day counts as a working day, hours as parts of a day.
    """
    ends: dict[str, float] = {}
    for step in process:
        start = max((ends[name] for name in step.after), default=0.0)
        ends[step.name] = start + (_days(step.within) if _holds(step, facts) and not step.special else 0.0)
    return math.ceil(round(max(ends.values()), 6))


def _days(limit: Limit | None) -> float:
    if limit is None:
        return 0.0
    per_day = {"hour": 24, "minute": 24 * 60}
    return limit.amount / per_day.get(limit.unit, 1)


def _holds(step: Step, facts: Facts) -> bool:
    return step.when is None or step.when.holds(facts) is True
