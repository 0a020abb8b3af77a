"""Papers are made after the fact: the row without a paper is the truth, the queued job a hint."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress

from django.db import transaction
from django.db.models import Q, QuerySet
from procrastinate.contrib.django import app

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.work.cases import actions, moving
from tongban.work.cases.ageing import Ageing
from tongban.work.cases.models import Case, Notice

log = logging.getLogger(__name__)
DRAFTS = Ageing(lambda: Case.objects.filter(state="draft"), "cases.DraftExpiring", actions)


@app.task(name="cases.make_paper")
def make_paper(notice_id: str) -> None:
    """Make and seal the paper of one served notice, once."""
    with transaction.atomic():  # whoever holds the row is making it: the hint and the sweeper may come at the same time
        owed = Notice.objects.select_for_update(of=("self",), skip_locked=True).filter(_owed(), pk=notice_id).first()
        if owed is not None:
            actions.seal_notice(Actor.system(), notice_id)


def make_papers(limit: int = 20) -> int:
    """Make the papers that are still owed, the newest first: the sweeper behind the hints. Returns how many."""
    owed = list(Notice.objects.filter(_owed()).order_by("-served_at").values_list("pk", flat=True)[:limit])
    for pk in owed:
        try:
            make_paper(str(pk))
        except Exception:
            log.exception("the paper of notice %s could not be made", pk)  # the others do not wait for it
    return len(owed)


def _owed() -> Q:
    """A notice that went out and has no paper; one that may still be taken back has not gone out."""
    return Q(paper="", served_at__lte=time.now())


def accept_by_law(limit: int = 200) -> int:
    """Whatever the window did not answer in five working days is accepted by law. Returns how many."""
    return _each(actions.deem_accepted, Case.objects.filter(state="submitted", due_on__lt=time.today()), limit)


def return_unsupplied(limit: int = 200) -> int:
    """What was not supplied by its day goes back to the applicant. Returns how many."""
    return _each(actions.return_unsupplied, Case.objects.filter(state="incomplete", supply_by__lt=time.today()), limit)


def compare_dates() -> int:
    """Every open date is what its clock says: what is not is named and mended. Returns how many were not."""
    wrong = 0
    for case in moving.astray():
        wrong += 1
        log.warning("case %s: kept %s, the clock says otherwise", case.number, moving.kept(case))
        with suppress(Refusal):
            actions.reckon(Actor.system(), str(case.pk), "每日核对时限")
    return wrong


def measure_pace() -> int:
    """How long each item takes, anew every night."""
    return actions.measure_pace(Actor.system())


def age_drafts() -> int:
    """Drafts nobody goes on with: told seven days and one day before, then trash, then gone. Returns how many."""
    return DRAFTS.age()


def _each(verb: Callable[[Actor, str], Case], rows: QuerySet[Case], limit: int) -> int:
    done = 0
    for pk in list(rows.values_list("pk", flat=True)[:limit]):
        try:
            verb(Actor.system(), str(pk))
            done += 1
        except Refusal as refusal:  # somebody was quicker, or the day is not over: the next round looks again
            log.info("case %s: %s", pk, refusal.sentence)
    return done
