"""Which alternatives a person could take: none that would change a fixed fact such as a birthday."""

from __future__ import annotations

from .steps import Step
from .words import Words


def changeable(steps: list[Step], want: bool, words: Words) -> list[Step]:
    """The alternatives that change no fixed fact; all of them when none is left."""
    return [one for one in steps if not _stuck(one, want, words)] or steps


def _stuck(step: Step, want: bool, words: Words) -> bool:
    if step.verdict is want:
        return False
    if step.kind == "not":
        return _stuck(step.steps[0], not want, words)
    if step.kind in ("all", "any"):
        stuck = [_stuck(one, want, words) for one in step.steps]
        return any(stuck) if (step.kind == "all") == want else all(stuck)
    return step.field in words.fixed
