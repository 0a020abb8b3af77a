"""What follows where rules may decide (智能审批)."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told
from tongban.work.cases import queries as rows
from tongban.work.rulings import actions as rulings
from tongban.work.rulings import queries as ruling_rows

SYSTEM = Actor.system("智能审批")


def rule_at_once(fact: Any) -> None:
    """What was handed in is held against the item's rules at once; what does not hold waits for a person as ever."""
    case = rows.by_subject(fact.subject)
    if ruling_rows.may_be_ruled(case):
        rulings.rule(SYSTEM, str(case.pk))


def tell_of_review(fact: Any) -> None:
    """Who asked for a person is told what he found."""
    case = rows.by_subject(fact.subject)
    ruling = ruling_rows.of_case(case)
    if ruling is not None and not told.told(fact.subject, "human-review", fact.seq):
        messages.tell(
            SYSTEM, case.applicant, "human-review", fact.subject, link=f"/my/cases/{case.number}/", seq=fact.seq,
            item=case.title, number=case.number, finding=ruling.review.get_finding_display(),
        )
