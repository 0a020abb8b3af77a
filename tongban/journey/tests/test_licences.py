"""From a decision to what it does to a licence that is held: changed, renewed, replaced, struck off, renewed by law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from tongban.journey.licences import renew_by_law
from tongban.kernel import jobs, time
from tongban.registers.licences import actions as licences
from tongban.registers.licences import queries
from tongban.registers.licences.jobs import make_papers
from tongban.registers.licences.models import Licence
from tongban.watch.messages.queries import inbox
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.models import Case
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
CHANGE, RENEWAL = "food-licence-change", "food-licence-renewal"
CANCELLATION, REPLACEMENT = "food-licence-cancellation", "food-licence-replacement"
LAW = "行政许可法 第六十九条"


def held(days: int = 60, **said: Any) -> Licence:
    """林晚's noodle shop has a licence that runs for so many days more."""
    today = time.today()
    span = {"valid_from": today - timedelta(1000), "valid_to": today + timedelta(days)}
    said = {**span, "source": "town/founding", **said}
    fields = {"name": "澜汀市晚来香面馆", "kinds": "热食类食品制售", "business_code": 2, "division": "999001"}
    me = people.owner()
    return licences.issue(
        people.SYSTEM, "food-business", holder=me.applicant, holder_name="澜汀市晚来香面馆", fields=fields, **said
    )


def answers(item: str, licence: Licence) -> Mapping[str, Any]:
    day = time.today().isoformat()
    own: Mapping[str, Any] = {
        CHANGE: {"change.what": ["kinds", "steward"], "change.since": day, "change.kinds": ["hot-food", "cold-food"],
                 "change.steward": "周样例"},
        RENEWAL: {"renew.changed": "no", "renew.hot": "yes"},
        CANCELLATION: {"stop.why": "closed", "stop.day": day},
        REPLACEMENT: {"lost.why": "lost"},
    }[item]
    return {"licence.number": licence.number, "agent.used": "no", **own}


def drafted(item: str, licence: Licence) -> Case:
    me = people.owner()
    case = people.fill(me, cases.start(me, item, people.AREA), answers(item, licence))
    for slot in rows.slots(case):
        if slot.required and not slot.filled and slot.undertaking:
            cases.promise(me, str(case.pk), slot.code, trust="promise")
    return people.fresh(case)


def accepted(item: str, licence: Licence) -> Case:
    case = cases.submit(people.owner(), str(drafted(item, licence).pk), promise=True)
    case = people.settled(case)
    case = cases.accept(people.clerk(), str(case.pk))
    jobs.drain()
    return people.fresh(case)


def signed(case: Case) -> Case:
    from tongban.work.approvals import queries as steps

    while people.fresh(case).state == "accepted":
        for lane in steps.lanes(people.fresh(case)):
            if lane.state in ("open", "half"):
                people.sign(case, lane.step, me=people.actor("LT0102" if lane.state == "half" else "LT0101"))
        people.settled(case)
    jobs.drain()
    return people.fresh(case)


def granted(item: str, licence: Licence) -> Case:
    return signed(accepted(item, licence))


def newest(licence: Licence) -> Licence:
    return queries.newest(licence)


def test_a_granted_change_is_a_new_version_with_a_sealed_paper() -> None:
    licence = held()
    case = granted(CHANGE, licence)
    after = newest(licence)
    assert (case.state, case.outcome) == ("closed", "granted")
    assert (after.version, after.act, after.source) == (2, "change", case.subject)
    assert after.fields["kinds"] == "热食类食品制售、冷食类食品制售"
    assert after.fields["name"] == licence.fields["name"]
    assert after.valid_to == licence.valid_to
    make_papers()
    assert newest(licence).paper
    assert "licence" in [m.template for m in inbox(people.owner())]


def test_a_granted_renewal_has_the_validity_of_the_items_edition() -> None:
    licence = held()
    granted(RENEWAL, licence)
    after = newest(licence)
    assert after.version == 2
    assert after.valid_from == time.today()
    assert after.valid_to is not None
    assert after.valid_to.year == time.today().year + 5 or after.valid_to.month == 12


def test_a_granted_replacement_says_the_same_and_the_lost_paper_counts_no_longer() -> None:
    licence = held()
    granted(REPLACEMENT, licence)
    after, lost = newest(licence), queries.verify(licence.code)
    assert (after.act, after.fields) == ("replace", licence.fields)
    assert lost is not None
    assert (lost.counts, lost.newer) == (False, after.code)


def test_a_granted_cancellation_strikes_it_off_and_closes_the_case() -> None:
    licence = held()
    case = granted(CANCELLATION, licence)
    assert newest(licence).state == "cancelled"
    assert case.state == "closed"
    assert "已注销" in str(case.notices.get(kind="delivery-note").facts)
    assert "licence-cancelled" in [m.template for m in inbox(people.owner())]


def test_a_refused_renewal_does_nothing_to_the_licence() -> None:
    licence = held()
    case = accepted(RENEWAL, licence)
    people.sign(case, "check", me=people.actor("LT0101"))
    people.settled(case)
    for account in ("LT0101", "LT0102"):
        people.sign(case, "decide", "disagree", me=people.actor(account))
    jobs.drain()
    assert people.fresh(case).outcome == "refused"
    assert newest(licence).version == 1


@pytest.mark.parametrize("number", ["JY29900019999999", "不存在的编号啊不存在的编号啊不"])
def test_nothing_is_asked_of_a_licence_that_is_not_the_applicants(number: str) -> None:
    licence, me = held(), people.owner()
    case = drafted(CHANGE, licence)
    case = people.fill(me, case, {**answers(CHANGE, licence), "licence.number": number})
    assert "licence.number" in [m.target for m in rows.missing(case)]


@pytest.mark.parametrize(
    ("item", "days", "say"), [(RENEWAL, 900, "才可以申请延续"), (RENEWAL, -1, "重新申请"), (CHANGE, -1, "已过有效期")]
)
def test_what_the_licence_s_days_do_not_allow_is_said_before_it_is_handed_in(item: str, days: int, say: str) -> None:
    case = drafted(item, held(days))
    assert any(say in m.sentence for m in rows.missing(case))


def test_one_that_has_run_out_may_still_be_struck_off() -> None:
    licence = held(-1)
    granted(CANCELLATION, licence)
    assert newest(licence).state == "cancelled"


def test_a_licence_that_was_revoked_meanwhile_is_not_changed_and_an_official_is_asked() -> None:
    licence = held()
    case = accepted(CHANGE, licence)
    licences.revoke(
        people.approver(), str(licence.pk), reason="欺骗", law=LAW, issuer_department="market-supervision"
    )
    signed(case)
    assert newest(licence).version == 1
    assert "not-given" in [t.kind for t in tasks.open_of(case.subject)]


def asked_and_left_alone(days: int = 60) -> tuple[Licence, Case]:
    """The renewal was asked for in time; then the last day passed without a decision."""
    licence = held(days)
    case = accepted(RENEWAL, licence)
    Licence.objects.filter(pk=licence.pk).update(valid_to=time.today() - timedelta(1))
    Case.objects.filter(pk=case.pk).update(submitted_at=case.submitted_at - timedelta(60))  # type: ignore[operator]
    return licence, people.fresh(case)


def test_who_asked_in_time_and_was_not_answered_is_renewed_by_law() -> None:
    licence, case = asked_and_left_alone()
    assert renew_by_law() == 1
    jobs.drain()
    assert newest(licence).state == "deemed"
    assert "licence-deemed" in [m.template for m in inbox(people.owner())]
    assert "unanswered" in [t.kind for t in tasks.open_of(case.subject)]
    assert renew_by_law() == 0
    signed(case)
    assert (newest(licence).version, newest(licence).state) == (2, "valid")


def test_who_did_not_ask_or_asked_too_late_is_not() -> None:
    held(-1)
    assert renew_by_law() == 0
    licence, case = asked_and_left_alone()
    Case.objects.filter(pk=case.pk).update(submitted_at=time.now())
    assert renew_by_law() == 0
    assert newest(licence).state == "expired"


def test_an_application_that_was_taken_back_renews_nothing() -> None:
    licence, case = asked_and_left_alone()
    people.settled(cases.withdraw(people.owner(), str(case.pk)))
    assert renew_by_law() == 0
    assert newest(licence).state == "expired"
