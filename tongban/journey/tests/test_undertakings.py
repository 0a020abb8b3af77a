"""What is taken on trust: promised instead of handed in, brought later, looked into, kept or broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from tongban.kernel import jobs, time
from tongban.kernel.errors import NotAllowed
from tongban.registers.licences import actions as licences
from tongban.registers.licences.models import Licence
from tongban.watch.messages import queries as messages
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotNow, NotPromised, StillOwed
from tongban.work.cases.models import Case
from tongban.work.tasks import queries as tasks
from tongban.work.undertakings import actions, queries
from tongban.work.undertakings.errors import FindingNeeded, NoSuchUndertaking
from tongban.work.undertakings.errors import NotNow as Settled
from tongban.work.undertakings.models import Undertaking
from tongban.work.undertakings.states import MOVES, STATES
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
CHANGE = "food-licence-change"
LAW = "行政许可法 第六十九条"
LATER = "workflow"


def held() -> Licence:
    today = time.today()
    return licences.issue(
        people.SYSTEM, "food-business", holder=people.owner().applicant, holder_name="澜汀市晚来香面馆",
        fields={"name": "澜汀市晚来香面馆", "kinds": "热食类食品制售", "business_code": 2, "division": "999001"},
        valid_from=today, valid_to=today + timedelta(900), source="town/founding",
    )  # fmt: skip


def changing() -> Case:
    """林晚 asks for cold dishes on her licence and promises that the plan of her kitchen still fits."""
    me, licence = people.owner(), held()
    answers = {
        "licence.number": licence.number, "change.what": ["kinds"], "change.since": time.today().isoformat(),
        "change.kinds": ["hot-food", "cold-food"], "agent.used": "no",
    }  # fmt: skip
    case = people.fill(me, cases.start(me, CHANGE, people.AREA), answers)
    cases.promise(me, str(case.pk), "floor-plan", trust="promise")
    return people.fresh(case)


def without_workflow() -> Case:
    """A noodle shop that will bring its description of work later."""
    case, me = people.draft(), people.owner()
    cases.take_back(me, str(case.pk), LATER)
    cases.promise(me, str(case.pk), LATER, trust="later")
    return people.fresh(case)


def accepted(case: Case) -> Case:
    case = people.settled(cases.submit(people.owner(), str(case.pk), promise=True))
    case = people.settled(cases.accept(people.clerk(), str(case.pk)))
    jobs.drain()
    return people.fresh(case)


def granted(case: Case) -> Case:
    while people.fresh(case).state == "accepted":
        step = "check" if not people.fresh(case).opinions.exists() else "decide"
        officials = [people.actor("LT0101")] if step == "check" else [people.actor("LT0101"), people.actor("LT0102")]
        for official in officials:
            people.sign(case, step, me=official)
        people.settled(case)
    jobs.drain()
    return people.fresh(case)


def only(case: Case) -> Undertaking:
    return queries.of_case(str(case.pk))[0]


def test_a_promise_stands_for_the_document_where_the_item_says_so() -> None:
    case = changing()
    slot = next(s for s in rows.slots(case) if s.code == "floor-plan")
    assert (slot.filled, slot.trust) == (True, "promise")
    assert rows.missing(case) == []


@pytest.mark.parametrize(
    ("code", "trust"),
    [("floor-plan", "promise"), ("floor-plan", "later"), (LATER, "promise"), (LATER, "x"), ("y", "later")],
)
def test_what_the_item_does_not_take_on_trust_must_be_handed_in(code: str, trust: str) -> None:
    with pytest.raises(NotPromised):
        cases.promise(people.owner(), str(people.draft().pk), code, trust=trust)


def test_a_promise_can_be_taken_back_and_a_document_takes_its_place() -> None:
    case, me = changing(), people.owner()
    cases.take_back(me, str(case.pk), "floor-plan")
    assert [m.target for m in rows.missing(case)] == ["floor-plan"]
    people.give(me, case, "floor-plan")
    assert rows.missing(case) == []


def test_what_was_promised_is_a_paper_of_the_case_with_name_and_time() -> None:
    case = accepted(changing())
    letter = case.notices.get(kind="undertaking")
    said = str(letter.facts)
    assert letter.title == "告知承诺书"
    assert "布局" in said
    assert case.applicant_name in said
    assert case.notices.filter(kind="undertaking").count() == 1


def test_a_grant_on_trust_is_looked_into_by_the_desk_the_item_names() -> None:
    case = granted(accepted(changing()))
    assert (case.state, case.outcome) == ("closed", "granted")
    one = only(case)
    assert one.due_on is not None
    assert [(t.kind, t.desk, t.due_on) for t in tasks.open_of(case.subject)] == [
        ("check-promise", "inspection", one.due_on)
    ]
    changed = Licence.objects.get(source=case.subject)
    assert (changed.version, changed.fields["kinds"]) == (2, "热食类食品制售、冷食类食品制售")


def test_a_promise_that_was_kept_is_closed_and_recorded() -> None:
    case = granted(accepted(changing()))
    actions.keep(people.actor("LT0103"), str(only(case).pk), finding="布局与承诺一致")
    jobs.drain()
    assert only(case).state == "kept"
    assert tasks.open_of(case.subject) == []
    assert queries.record_of(case.applicant).kept == 1


def test_a_broken_promise_is_recorded_told_and_left_to_an_official() -> None:
    case = granted(accepted(changing()))
    actions.break_(people.actor("LT0103"), str(only(case).pk), finding="没有消毒设施", law=LAW)
    jobs.drain()
    assert queries.record_of(case.applicant).broken == 1
    assert [t.kind for t in tasks.open_of(case.subject)] == ["broken-promise"]
    assert "promise-broken" in [m.template for m in messages.inbox(people.owner())]
    licence = Licence.objects.get(source=case.subject)
    assert licence.state == "valid"
    licences.revoke(
        people.approver(), str(licence.pk), reason="承诺不实", law=LAW, issuer_department="market-supervision"
    )
    licence.refresh_from_db()
    assert licence.state == "revoked"


def test_a_case_is_accepted_without_the_document_that_may_come_later_but_not_granted() -> None:
    case = accepted(without_workflow())
    assert case.state == "accepted"
    one = only(case)
    assert one.trust == "later"
    assert one.due_on is not None
    with pytest.raises(StillOwed):
        cases.decide(people.approver(), str(case.pk), outcome="granted", signers=["another", people.approver().id])


def test_the_document_that_came_in_time_settles_it() -> None:
    case, me = accepted(without_workflow()), people.owner()
    bring(me, case)
    jobs.drain()
    assert only(case).state == "kept"
    assert next(s for s in rows.slots(people.fresh(case)) if s.code == LATER).material_id
    with pytest.raises(NotNow):
        bring(me, case)


def bring(me: Any, case: Case) -> None:
    from tongban.registers.materials import actions as library

    drawn = people.paper("操作流程说明", case.applicant_name)
    kept = library.keep(me, case.applicant, LATER, "操作流程.png", [drawn], formats=("png",))
    cases.give_later(me, str(case.pk), LATER, str(kept.pk))


def test_a_document_that_did_not_come_by_its_day_is_a_broken_promise() -> None:
    from tongban.journey.undertakings import break_late_ones

    case = accepted(without_workflow())
    assert break_late_ones() == 0
    Undertaking.objects.filter(case=case).update(due_on=date(2026, 1, 1))
    assert break_late_ones() == 1
    jobs.drain()
    assert only(case).state == "broken"
    assert "broken-promise" in [t.kind for t in tasks.open_of(case.subject)]
    assert "document-late" in [m.template for m in messages.inbox(people.owner())]
    assert break_late_ones() == 0


def test_nothing_is_left_to_be_kept_when_the_case_ended_otherwise() -> None:
    case = accepted(without_workflow())
    people.settled(cases.withdraw(people.owner(), str(case.pk)))
    assert only(case).state == "dropped"


VERB: Mapping[str, Callable[[Undertaking], object]] = {
    "begin": lambda one: actions.begin(people.SYSTEM, str(one.pk)),
    "keep": lambda one: actions.keep(people.SYSTEM, str(one.pk), finding="属实"),
    "break": lambda one: actions.break_(people.SYSTEM, str(one.pk), finding="不实", law=LAW),
    "let_go": lambda one: actions.let_go(people.SYSTEM, str(one.pk)),
}


@pytest.mark.parametrize("state", sorted(STATES))
def test_a_verb_does_what_the_table_says_and_is_refused_where_it_says_nothing(state: str) -> None:
    one = only(accepted(changing()))
    for verb, do in VERB.items():
        Undertaking.objects.filter(pk=one.pk).update(state=state)
        if (state, verb) in MOVES:
            do(one)
            one.refresh_from_db()
            assert one.state == MOVES[state, verb].to
        else:
            with pytest.raises(Settled):
                do(one)


@pytest.mark.parametrize("account", ["LT0003", "LT0301", "LT0402", "linwan"])
def test_only_the_desk_the_item_names_says_whether_it_was_kept(account: str) -> None:
    one = only(accepted(changing()))
    with pytest.raises(NoSuchUndertaking):
        actions.keep(people.actor(account), str(one.pk), finding="属实")


def test_no_conclusion_without_what_was_found_and_by_which_rule() -> None:
    one = only(accepted(changing()))
    with pytest.raises(FindingNeeded):
        actions.keep(people.actor("LT0103"), str(one.pk), finding=" ")
    with pytest.raises(FindingNeeded):
        actions.break_(people.actor("LT0103"), str(one.pk), finding="不实", law="")


def test_nobody_watches_or_lets_go_by_hand() -> None:
    one = only(accepted(changing()))
    for verb in (actions.begin, actions.let_go):
        with pytest.raises(NotAllowed):
            verb(people.actor("LT0103"), str(one.pk))
