"""The patrol (巡查): what time has brought about gets its card, once."""

from __future__ import annotations

import logging

from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.watch.supervision import actions, finding, queries

log = logging.getLogger(__name__)


def patrol() -> int:
    """Look at every open date and issue the cards that are due; again harmless. Returns how many were issued."""
    shown = 0
    for found in finding.by_the_clock():
        if queries.issued(found.case, found.rule, found.about):
            continue
        try:
            actions.issue(Actor.system(), found)
            shown += 1
        except Refusal as refusal:  # somebody was quicker
            log.info("case %s: %s", found.case, refusal.sentence)
    return shown
