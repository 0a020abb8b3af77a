"""Upkeep of runs: what the clock calls."""

from __future__ import annotations

from tongban.work.cases import queries as cases
from tongban.work.packages import actions
from tongban.work.packages.kinds import RunState
from tongban.work.packages.models import Run

RUNS = cases.Ageing(lambda: Run.objects.filter(state=RunState.DRAFT), "packages.RunExpiring", actions)


def age_runs() -> int:
    """Drafts of runs nobody goes on with, as drafts of cases; returns how many."""
    return RUNS.age()
