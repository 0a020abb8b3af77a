"""What happens to licences once given, to promises and to the library: enough for every fact of theirs to happen."""

from __future__ import annotations

from tongban.journey.licences import renew_by_law
from tongban.journey.tests.test_licences import CANCELLATION, CHANGE, LAW, asked_and_left_alone, granted, held
from tongban.journey.tests.test_undertakings import accepted, bring, without_workflow
from tongban.kernel import jobs
from tongban.registers.licences import actions as licences
from tongban.work.revisions import actions as revisions
from tongban.work.revisions.kinds import Plan
from tongban.work.undertakings import actions as undertakings
from tongban.work.undertakings import queries
from tools import people


def licences_and_promises() -> None:
    granted(CANCELLATION, held())
    licences.withdraw(
        people.approver(), str(held().pk), reason="处罚决定", law=LAW, issuer_department="market-supervision"
    )
    asked_and_left_alone()
    renew_by_law()
    jobs.drain()
    case = granted(CHANGE, held())
    one = queries.of_case(str(case.pk))[0]
    undertakings.break_(people.actor("LT0103"), str(one.pk), finding="没有消毒设施", law=LAW)
    bring(people.owner(), accepted(without_workflow()))
    jobs.drain()


def library(item: str = "outdoor-advertising") -> None:
    """An item is suspended for an hour: taken back from review once, sent back once, then approved."""
    drafter, second = people.actor("LT0011"), people.actor("LT0015")
    key = str(revisions.begin(drafter, "suspend", [item]).pk)
    revisions.plan(drafter, key, Plan("场地维修"))
    for turn in (
        lambda: revisions.recall(drafter, key), lambda: revisions.send_back(second, key, reason="写明到哪一天"),
        lambda: revisions.approve(second, key),
    ):  # fmt: skip
        revisions.send(drafter, key)
        jobs.drain()
        turn()
        jobs.drain()
