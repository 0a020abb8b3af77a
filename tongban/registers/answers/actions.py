from __future__ import annotations

import json
from collections.abc import Sequence

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.answers.errors import NoSuchAnswer
from tongban.registers.answers.events import AnswersDeleted, AnswersKept
from tongban.registers.answers.kinds import Given
from tongban.registers.answers.models import Answer
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record


@action
def keep(actor: Actor, applicant: str, source: str, title: str, given: Sequence[Given]) -> None:
    """Keep what an application answered, to be offered again (留存常用信息); a newer answer replaces the older one.

    ``source`` is the application, "case/…". `queries.fresh` says what of it is new.
    """
    if not actor.is_system:
        raise NotAllowed
    for one in given:
        Answer.objects.update_or_create(
            applicant=applicant, element=one.element, about=one.about,
            defaults={
                "label": one.label[:100], "text": one.text, "sealed": json.dumps(one.value, ensure_ascii=False),
                "source": source, "title": title, "given_on": time.today(),
            },
        )
    record(actor, AnswersKept(applicant, source, tuple(one.element for one in given)))


@action
def delete(actor: Actor, element: str = "") -> None:
    """Delete one of my kept answers, or all of them (删除常用信息). Raises `NoSuchAnswer`.

    Applications that were submitted keep what was written in them.
    """
    require_right(actor, "sign")
    rows = Answer.objects.select_for_update().filter(applicant=actor.applicant).exclude(sealed=b"")
    found = list(rows.filter(element=element) if element else rows)
    if not found:
        raise NoSuchAnswer
    for row in found:
        row.text = row.sealed = ""
        row.save(update_fields=["text", "sealed"])
    record(actor, AnswersDeleted(actor.applicant, tuple(row.element for row in found)))
