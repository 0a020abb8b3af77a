"""Upkeep of rulings: what the clock calls."""

from __future__ import annotations

from datetime import timedelta

from tongban.kernel import time
from tongban.work.rulings import queries
from tongban.work.rulings.actions.ruling import SYSTEM, rule
from tongban.work.rulings.actions.sampling import draw

LOOKED_BACK = 14  # days a house may have stood still and still draw for each


def rule_waiting() -> int:
    """Hold again what waited for its documents to be read; returns how many."""
    rows = queries.waiting()
    for row in rows:
        rule(SYSTEM, str(row.case_id))
    return len(rows)


def draw_samples() -> int:
    """Draw for every finished day that was not drawn yet; returns how many draws."""
    count = 0
    for back in range(LOOKED_BACK, 0, -1):
        day = time.today() - timedelta(days=back)
        for item in queries.to_draw(day):
            draw(SYSTEM, item, day)
            count += 1
    return count
