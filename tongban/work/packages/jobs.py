"""Upkeep of runs: what the clock calls."""

from __future__ import annotations

from contextlib import suppress

from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.work.cases.kinds import DRAFT_TOLD
from tongban.work.packages import actions, ageing


def age_runs() -> int:
    """Drafts nobody goes on with: told seven days and one day before, then trash, then gone. Returns how many."""
    system, done = Actor.system(), 0
    for days in DRAFT_TOLD:
        for pk in ageing.expiring(days):
            actions.warn_of_expiry(system, pk, days)
            done += 1
    for verb, due in ((actions.trash, ageing.old()), (actions.empty, ageing.gone())):
        for pk in due:
            with suppress(Refusal):  # somebody went on with it meanwhile
                verb(system, pk)
                done += 1
    return done
