"""The staircase: from asked to given by verbs and what follows from them; whatever runs twice leaves the same world."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tongban.journey.acceptance import open_acceptance
from tongban.journey.dates import move_dates
from tongban.journey.every import EVERY
from tongban.journey.tests.later_lives import licences_and_promises
from tongban.journey.tests.newer_lives import looked_at_again, newer_lives
from tongban.journey.when import WHEN
from tongban.kernel import jobs, time
from tongban.kernel.facts import Fact
from tongban.kernel.models import Errand
from tongban.registers.calendar import actions as calendar
from tongban.registers.calendar import queries as holidays
from tongban.registers.ledger import queries as ledger
from tongban.registers.ledger.models import FactRow
from tongban.registers.licences import actions as licence_verbs
from tongban.registers.licences import queries as licences
from tongban.watch.messages.queries import inbox
from tongban.watch.ratings import actions as ratings
from tongban.watch.ratings import queries as rating_rows
from tongban.watch.supervision import actions as supervision
from tongban.watch.supervision.kinds import Found
from tongban.work.approvals import actions as approvals
from tongban.work.cases import actions as cases
from tongban.work.cases.models import Case
from tongban.work.tasks import queries as tasks
from tongban.work.tasks.models import Task
from tools import people

from .wire import Site, large, site
from .wire_lives import dead_letters, quarantined, sent_back

__all__ = ["large", "site"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
LAW = "行政许可法 第三十二条"
STEWARD = {"steward.name": "林早", "steward.phone": "12000000001"}
Reaction = Callable[[Any], object]
Wrap = Callable[[type[Fact], Reaction], Reaction]


def world() -> Mapping[str, Any]:
    """How many rows there are of everything, and where every case and task stands; counted by one question."""
    rooms = [m for m in apps.get_models() if m.__module__.startswith("tongban.") and m is not Errand]
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f'(select count(*) from "{m._meta.db_table}")' for m in rooms))
        counted: dict[str, Any] = dict(zip((m._meta.label for m in rooms), cursor.fetchone(), strict=True))
    counted["standing"] = sorted(Case.objects.values_list("pk", "state", "outcome", "due_on"))
    counted["owed"] = sorted(Task.objects.values_list("pk", "state", "stopped", "due_on"), key=str)
    return counted


def test_a_noodle_shop_is_asked_accepted_examined_decided_and_given() -> None:
    case = people.closed()
    assert (case.state, case.outcome) == ("closed", "granted")
    served = [n.kind for n in case.notices.order_by("served_at")]
    assert served == ["receipt", "acceptance", "site-visit-record", "decision", "delivery-note"]
    licence = licences.from_source(case.subject)[0]
    assert licence.fields["address"] == "望舒区月白街 18 号"
    assert licences.held(case.applicant, "food-business") == licence
    assert rating_rows.invitation_of(case) is not None
    told = [m.template for m in inbox(people.owner()) if m.about in (case.subject, licence.subject)]
    assert set(told) == {"submitted", "accepted", "granted", "licence", "closed"}
    assert len(told) == 5
    assert tasks.open_of(case.subject) == []


def test_an_allowance_gives_no_licence_and_closes_by_its_decision() -> None:
    case = people.closed(people.ALLOWANCE)
    assert (case.state, case.outcome) == ("closed", "granted")
    assert licences.from_source(case.subject) == []


def test_a_refused_case_is_closed_without_a_licence() -> None:
    case = people.closed(verdict="disagree")
    assert (case.state, case.outcome) == ("closed", "refused")
    assert licences.from_source(case.subject) == []


def test_at_each_turn_somebody_and_nobody_else_has_the_task() -> None:
    owed = {
        "draft": [], "submitted": ["accept"], "incomplete": ["supply"], "accepted": ["step"], "paused": ["step"],
        "decided": [], "closed": [],
    }  # fmt: skip
    for state, kinds in owed.items():
        case = people.STATES[state]()
        assert [t.kind for t in tasks.open_of(case.subject)] == kinds, state


def test_nothing_is_owed_on_a_case_that_was_taken_back() -> None:
    for state in ("submitted", "incomplete", "accepted", "paused"):
        case = people.STATES[state]()
        people.settled(cases.withdraw(people.owner(), str(case.pk)))
        assert tasks.open_of(case.subject) == [], state


def lives(site: Site, large: Callable[[], Any]) -> None:
    """Enough of the city for every fact of the table to happen."""
    case = people.incomplete()
    people.give(people.owner(), case, "floor-plan")
    case = people.settled(cases.supply(people.owner(), str(case.pk)))
    case = people.settled(cases.turn_away(people.clerk(), str(case.pk), "不属于职权范围", LAW))
    invitation = rating_rows.invitation_of(case)
    assert invitation is not None
    ratings.rate(people.owner(), invitation.token, level=1)
    people.settled(case)
    people.settled(cases.withdraw(people.owner(), str(people.submitted().pk)))
    people.settled(cases.resume(people.approver(), str(people.paused().pk), result="检验合格"))
    licence = licences.from_source(people.closed().subject)[0]
    licence_verbs.revoke(
        people.approver(), str(licence.pk), reason="欺骗", law=LAW, issuer_department="market-supervision"
    )
    people.closed(people.ALLOWANCE)
    rarer_lives()
    supervised_lives()
    licences_and_promises()
    newer_lives()
    sent_back()
    dead_letters(site, large)
    quarantined(site)
    a_holiday()
    looked_at_again()
    jobs.drain()


def a_holiday() -> None:
    """The next five working days are declared off: what is open moves, and whom it concerns is told."""
    case, known = people.accepted(), holidays.calendar()
    off = [known.add(time.today(), n) for n in range(1, 6)]
    days = [{"name": "特别假期", "date": day.isoformat(), "isOffDay": True} for day in off]
    text = json.dumps({"year": off[0].year, "days": days})
    notice = calendar.import_notice(people.SYSTEM, text, "https://www.gov.cn/notice.htm")
    jobs.run_owed(notice.subject)
    move_dates()
    people.settled(case)
    holidays._seen = None


def rarer_lives() -> None:
    """The turns that few cases take."""
    late = time.now() + timedelta(days=21)
    silent, owing = people.submitted(), people.incomplete()
    with time.held(late):
        people.settled(cases.deem_accepted(people.SYSTEM, str(silent.pk)))
        people.settled(cases.return_unsupplied(people.SYSTEM, str(owing.pk)))
    case = people.submitted()
    people.settled(cases.correct(people.clerk(), str(case.pk), "steward", STEWARD, agreed=True))
    case = people.accepted()
    people.sign(case, "check")
    people.settled(cases.extend(people.actor("LT0100"), str(case.pk), days=10, reason="需要补充调查"))
    people.settled(cases.transfer(people.approver(), str(case.pk), area="999002", reason="场所在另一个区", law=LAW))
    case = people.accepted()
    people.settled(cases.tell_hearing_right(people.approver(), str(case.pk), reason="涉及邻近住户的重大利益"))
    people.settled(cases.ask_hearing(people.owner(), str(case.pk)))
    begins = time.now() + timedelta(days=14)
    people.settled(
        cases.call_hearing(people.approver(), str(case.pk), begins_at=begins, place="三楼", chair="贺知新")
    )
    with time.held(late):
        people.settled(cases.hold_hearing(people.approver(), str(case.pk), text="没有异议"))
    people.settled(cases.send_on(people.approver(), str(people.accepted().pk), agency="省局", reason="省级", law=LAW))
    case = people.accepted()
    people.sign(case, "check")
    people.settled(cases.terminate(people.approver(), str(case.pk), reason="已经注销", law=LAW))
    notice = str(case.notices.get(kind="termination").pk)
    people.settled(cases.rectify(people.approver(), str(case.pk), notice, wrong="注销", right="吊销"))
    people.settled(cases.reopen(people.actor("LT0012"), str(case.pk), reason="适用依据错误", law=LAW))
    case = people.accepted()
    people.sign(case, "check")
    case = people.settled(case)
    people.settled(approvals.send_back(people.actor("LT0103"), str(case.pk), "check", reason="平面图与现场不符"))


def supervised_lives() -> None:
    """A hearing given up, a procedure with its record, a first instance, and cards shown, answered and taken back."""
    case, boss = people.accepted(), people.approver()
    people.settled(cases.tell_hearing_right(boss, str(case.pk), reason="涉及邻近住户的重大利益"))
    people.settled(cases.give_up_hearing(people.owner(), str(case.pk)))
    said = {"reason": "检测", "law": LAW, "needed": "三个工作日", "kind": "test"}
    people.settled(cases.pause(boss, str(case.pk), **said))
    done = {"at": "今日", "place": "市检测院", "by": "市检测院", "findings": "排烟达标"}
    people.settled(cases.resume(boss, str(case.pk), result="合格", record_of=done))
    people.settled(cases.hand_up(
        people.reviewer(), str(case.pk), step="check", department="market-supervision", opinion="属实",
        conclusion="同意", within="10 个工作日",
    ))  # fmt: skip
    for rule in ("overdue", "step-overdue"):
        card = supervision.issue(people.SYSTEM, Found(str(case.pk), rule, "应于昨日前办结。"))
        people.settled(case)
        if rule == "overdue":
            supervision.answer(boss, str(card.pk), kind="explain", text="系统停机")
        else:
            supervision.withdraw(people.actor("LT0012"), str(card.pk), "误判")
        people.settled(case)


@pytest.fixture
def another_journey() -> Iterator[Callable[[Wrap], None]]:
    """Let every reaction of the table be wrapped in something, for the length of a test."""

    def install(wrap: Wrap) -> None:
        wrapped = {fact: [wraps(r)(wrap(fact, r)) for r in reactions] for fact, reactions in WHEN.items()}
        jobs.install(wrapped, ledger.fact)

    yield install
    jobs.install(WHEN, ledger.fact)


def test_every_reaction_may_run_twice_at_once_and_again_when_all_is_over(
    another_journey: Callable[[Wrap], None], site: Site, large: Callable[[], Any]
) -> None:
    seen, changed = Counter[tuple[type[Fact], Reaction]](), []

    def twice(fact_type: type[Fact], reaction: Reaction) -> Reaction:
        def run(fact: Fact) -> None:
            reaction(fact)
            seen[fact_type, reaction] += 1
            if seen[fact_type, reaction] > 4:  # common facts happen by the hundred
                return
            before = world()
            reaction(fact)
            after = world()
            if before != after:
                changed.append((fact_type.kind, reaction.__name__, [k for k in before if before[k] != after[k]]))

        return run

    another_journey(twice)
    lives(site, large)  # the whole city is lived once for both, it is dear
    assert changed == []
    assert set(seen) == {(fact, reaction) for fact, reactions in WHEN.items() for reaction in reactions}
    assert not Errand.objects.exclude(state="done").exists()
    before = world()
    again_when_all_is_over()
    assert world() == before


def again_when_all_is_over() -> None:
    """Each reaction to each turn of the staircase once more, when everything it led to has happened long ago."""
    reactions = {fact.kind: found for fact, found in WHEN.items()}
    turns = ("CaseSubmitted", "CaseAccepted", "CaseDecided", "CaseClosed")
    standing = {*(f"cases.{turn}" for turn in turns), "ratings.RatingInvited"}
    for row in FactRow.objects.filter(kind__in=standing).order_by("seq"):
        for reaction in reactions[row.kind]:
            reaction(ledger.fact(row.seq))


def test_what_the_clock_does_can_be_done_at_any_time() -> None:
    people.accepted()
    for _, entry in EVERY:
        entry()


def test_a_reaction_that_fails_holds_up_its_own_case_only_and_catches_up(
    another_journey: Callable[[Wrap], None],
) -> None:
    stuck_case = people.draft()

    def burning(fact_type: type[Fact], reaction: Reaction) -> Reaction:
        def run(fact: Fact) -> None:
            if fact.subject == stuck_case.subject and reaction is open_acceptance:
                raise RuntimeError("the desk is on fire")
            reaction(fact)

        return run

    another_journey(burning)
    cases.submit(people.owner(), str(stuck_case.pk), promise=True)
    jobs.drain()
    other = people.submitted()
    assert [t.kind for t in tasks.open_of(other.subject)] == ["accept"]
    assert tasks.open_of(stuck_case.subject) == []
    errands = Errand.objects.filter(subject=stuck_case.subject)
    stuck = errands.get(reaction="open_acceptance")
    assert (stuck.state, stuck.tries, "on fire" in stuck.error) == ("open", 1, True)
    assert errands.get(reaction="seal_served_notice").state == "open"
    another_journey(lambda fact_type, reaction: reaction)
    with time.held(time.now() + timedelta(hours=1)):
        jobs.run_owed(stuck_case.subject)
    assert [t.kind for t in tasks.open_of(stuck_case.subject)] == ["accept"]
    assert not errands.exclude(state="done").exists()
