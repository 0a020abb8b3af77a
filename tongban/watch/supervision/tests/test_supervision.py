"""Cards by rule: once, in time, answered by the department, taken back with a reason."""

from __future__ import annotations

from datetime import datetime, timedelta
from datetime import time as hour

import pytest

from tongban.kernel import jobs, time
from tongban.registers.ledger import queries as ledger
from tongban.watch.supervision import actions, queries
from tongban.watch.supervision.errors import CardOver, IssuedBefore, NoCard, WordsNeeded
from tongban.watch.supervision.jobs import patrol
from tongban.watch.supervision.kinds import RULES, Found
from tongban.watch.supervision.models import Card
from tongban.work.cases import actions as cases
from tongban.work.cases import clock
from tongban.work.cases.kinds import GapSpec
from tongban.work.cases.models import Case
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def later(days: int) -> datetime:
    """Noon so many working days on."""
    return datetime.combine(clock.calendar().add(time.today(), days), hour(12), time.SHANGHAI)


def rules(case: Case) -> list[str]:
    return [card.rule for card in queries.of_case(str(case.pk))]


def test_a_date_at_risk_is_yellow_and_one_that_passed_is_red_and_each_is_shown_once() -> None:
    case = people.accepted()
    assert patrol() == 0
    days = case.definition.limits.promise.amount  # type: ignore[union-attr]
    with time.held(later(days - 1)):
        patrol()
        assert "near-due" in rules(case)
    with time.held(later(days + 2)):
        patrol()
        assert {"near-due", "overdue"} <= set(rules(case))
        assert patrol() == 0
    red = next(card for card in queries.of_case(str(case.pk)) if card.rule == "overdue")
    limit = RULES["overdue"].answer
    assert limit is not None
    assert (red.colour, red.answer_by) == ("red", clock.calendar().due(later(days + 2).date(), limit))


def test_a_step_that_is_late_is_its_own_department_s() -> None:
    case = people.accepted()
    task = tasks.open_of(case.subject, "step")[0]
    assert task.due_on is not None
    with time.held(datetime.combine(task.due_on + timedelta(days=1), hour(12), time.SHANGHAI)):
        patrol()
    card = next(card for card in queries.of_case(str(case.pk)) if card.rule == "step-overdue")
    assert (card.about, card.desk, card.colour) == (task.step, task.desk, "yellow")


def test_a_procedure_that_takes_longer_than_its_notice_said_is_seen() -> None:
    case, who = people.accepted(), people.approver()
    cases.pause(who, str(case.pk), reason="检验", law="行政许可法 第四十五条", needed="3 个工作日")
    people.settled(case)
    with time.held(later(3)):
        patrol()
        assert "long-pause" not in rules(case)
    with time.held(later(4)):
        patrol()
        assert "long-pause" in rules(case)
        assert "overdue" not in rules(case)


def test_silence_of_the_window_is_a_red_card_the_service_centre_answers() -> None:
    case = people.submitted()
    with time.held(later(7)):
        cases.deem_accepted(people.SYSTEM, str(case.pk))
        people.settled(case)
        card = queries.of_case(str(case.pk))[0]
        assert (card.rule, card.colour, card.department) == ("silence", "red", "service-centre")
        task = tasks.open_of(case.subject, "card")[0]
        assert (task.desk, task.due_on) == ("window", card.answer_by)


def test_a_second_list_of_gaps_is_looked_into() -> None:
    case = people.incomplete()
    assert rules(case) == []
    people.give(people.owner(), case, "floor-plan", "新的布局图")
    cases.supply(people.owner(), str(case.pk))
    people.settled(case)
    cases.ask_for_more(people.clerk(), str(case.pk), [GapSpec("floor-plan", "布局图", "还缺尺寸", people.LAW)])
    people.settled(case)
    assert rules(case) == ["gaps-again"]


def issued(case: Case, rule: str = "overdue") -> Card:
    card = actions.issue(people.SYSTEM, Found(str(case.pk), rule, "应于昨日前办结。"))
    jobs.run_owed(case.subject)
    return card


def test_the_department_answers_by_its_day_whatever_becomes_of_the_case() -> None:
    case = people.accepted()
    card = issued(case)
    task = tasks.open_of(case.subject, "card")[0]
    assert (task.department, task.due_on) == ("market-supervision", card.answer_by)
    cases.terminate(people.approver(), str(case.pk), reason="申请人注销", law="行政许可法 第七十条")
    people.settled(case)
    assert tasks.open_of(case.subject, "card")
    with pytest.raises(NoCard):
        actions.answer(people.actor("LT0402"), str(card.pk), kind="explain", text="不是我们的")
    with pytest.raises(WordsNeeded):
        actions.answer(people.approver(), str(card.pk), kind="explain", text=" ")
    actions.answer(people.approver(), str(card.pk), kind="rectify", text="已补办，今后每日核对。")
    people.settled(case)
    assert not tasks.open_of(case.subject, "card")
    with pytest.raises(CardOver):
        actions.answer(people.approver(), str(card.pk), kind="explain", text="再说一次")


def test_a_reviewer_reads_the_card_on_his_list_and_leaves_the_answer_to_who_signs() -> None:
    case = people.accepted()
    card, me = issued(case), people.reviewer()
    assert queries.card_for(me, str(card.pk)) == card
    with pytest.raises(NoCard):
        actions.answer(me, str(card.pk), kind="explain", text="材料来得晚")
    with pytest.raises(NoCard):
        queries.card_for(people.actor("LT0402"), str(card.pk))


def test_only_supervision_takes_a_card_back_and_says_why() -> None:
    case = people.accepted()
    card, boss = issued(case), people.actor("LT0012")
    with pytest.raises(NoCard):
        actions.withdraw(people.approver(), str(card.pk), "误判")
    with pytest.raises(WordsNeeded):
        actions.withdraw(boss, str(card.pk), " ")
    actions.withdraw(boss, str(card.pk), "系统停机所致")
    people.settled(case)
    assert not tasks.open_of(case.subject, "card")
    assert [one.pk for one in queries.cards(boss, state="withdrawn")] == [card.pk]
    with pytest.raises(IssuedBefore):
        issued(case)
    said = [row.kind for row in ledger.timeline(case.subject)]
    assert "supervision.CardWithdrawn" in said


def test_a_case_granted_against_its_own_examination_is_seen_and_one_that_fits_is_not() -> None:
    case = people.closed()
    assert rules(case) == []
    case.data["business"]["kinds"] = ["packaged"]  # for which no permit is needed
    case.save(update_fields=["data"])
    found = queries.of_decision(case)
    assert found is not None
    assert "所选经营项目需要许可" in found.sentence
    assert "顾知远" in found.sentence
    assert actions.issue(people.SYSTEM, found).colour == "red"
