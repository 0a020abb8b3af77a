"""Papers are made after the fact: the licence without a paper is the truth, the queued job a hint."""

from __future__ import annotations

import logging

from django.db import transaction
from procrastinate.contrib.django import app

from tongban.kernel.actor import Actor
from tongban.registers.licences import actions
from tongban.registers.licences.models import Decision, Licence

log = logging.getLogger(__name__)


@app.task(name="licences.make_paper")
def make_paper(licence_id: str) -> None:
    """Make and seal the paper of one licence, once."""
    with transaction.atomic():  # whoever holds the row is making it: the hint and the sweeper may come at the same time
        owed = Licence.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=licence_id, paper="").first()
        if owed is not None:
            actions.print_paper(Actor.system(), licence_id)


def make_papers(limit: int = 20) -> int:
    """Make the papers of issued licences that are still owed, the newest first. Returns how many."""
    owed = Licence.objects.filter(paper="", source__startswith="case/").order_by("-issued_at")
    keys = list(owed.values_list("pk", flat=True)[:limit])
    for pk in keys:
        try:
            make_paper(str(pk))
        except Exception:
            log.exception("the paper of licence %s could not be made", pk)  # the others do not wait for it
    return len(keys)


@app.task(name="licences.make_decision")
def make_decision(decision_id: str) -> None:
    """Make and seal the paper of one decision, once; where the issuer has no seal, none is owed."""
    with transaction.atomic():
        rows = Decision.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=decision_id, paper="")
        if rows.exclude(licence__type__seal="").exists():
            actions.seal_decision(Actor.system(), decision_id)


def make_decisions(limit: int = 20) -> int:
    """Make the papers of decisions that are still owed, the newest first. Returns how many."""
    owed = Decision.objects.filter(paper="").exclude(licence__type__seal="").order_by("-served_at")
    keys = list(owed.values_list("pk", flat=True)[:limit])
    for pk in keys:
        try:
            make_decision(str(pk))
        except Exception:
            log.exception("the paper of decision %s could not be made", pk)
    return len(keys)
