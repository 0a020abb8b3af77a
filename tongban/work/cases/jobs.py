"""Papers are made after the fact: the row without a paper is the truth, the queued job a hint."""

from __future__ import annotations

import logging

from django.db import transaction
from procrastinate.contrib.django import app

from tongban.kernel.actor import Actor
from tongban.work.cases import actions
from tongban.work.cases.models import Notice

log = logging.getLogger(__name__)


@app.task(name="cases.make_paper")
def make_paper(notice_id: str) -> None:
    """Make and seal the paper of one served notice, once."""
    with transaction.atomic():  # whoever holds the row is making it: the hint and the sweeper may come at the same time
        owed = Notice.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=notice_id, paper="").first()
        if owed is not None:
            actions.seal_notice(Actor.system(), notice_id)


def make_papers(limit: int = 20) -> int:
    """Make the papers that are still owed, the newest first: the sweeper behind the hints. Returns how many."""
    owed = list(Notice.objects.filter(paper="").order_by("-served_at").values_list("pk", flat=True)[:limit])
    for pk in owed:
        try:
            make_paper(str(pk))
        except Exception:
            log.exception("the paper of notice %s could not be made", pk)  # the others do not wait for it
    return len(owed)
