"""Around the signatures: returning to an earlier step, asking others, standing in, phrases, presence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger import queries as ledger
from tongban.work.approvals import actions, permits, queries
from tongban.work.approvals.errors import (
    AlreadyAnswered,
    BadPhrase,
    BadQuestion,
    NotAsked,
    NotEarlier,
    NotTheSigner,
    NotYourPhrase,
    ReasonNeeded,
    SameSigner,
)
from tongban.work.approvals.tests.who import asked, gu, head, key, luo, step_task, today, zhou
from tongban.work.cases.models import Case
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.errors import AlreadyClaimed, BadDelegation, NotTheHead, NotYourDelegation
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
WHY = "平面图与现场不符，请重新审查。"


def checked() -> Case:
    """The check is settled; visit and ecology's opinion are open side by side."""
    case = people.accepted()
    people.sign(case, "check")
    return people.settled(case)


def to_decide() -> Case:
    case = checked()
    people.sign(case, "site-visit")
    people.sign(case, "ecology-opinion")
    return people.settled(case)


def open_steps(case: Case) -> set[str]:
    return {t.step for t in task_lists.open_of(case.subject, "step")}


def states(case: Case) -> dict[str, str]:
    return {lane.step: lane.state for lane in queries.lanes(people.fresh(case))}


# Returning to an earlier step


def test_a_case_goes_back_to_an_earlier_step_and_everything_after_it_falls() -> None:
    case = to_decide()
    assert [s.name for s in queries.returnable(zhou(), case)] == ["check", "site-visit", "ecology-opinion"]
    case = people.settled(actions.send_back(zhou(), key(case), "check", WHY))
    assert states(case)["check"] == "open"
    assert states(case)["site-visit"] == states(case)["decide"] == "waiting"
    assert open_steps(case) == {"check"}
    assert case.opinions.filter(sent_back_at=None).count() == 0


def test_what_does_not_come_after_the_step_stands() -> None:
    case = to_decide()
    case = people.settled(actions.send_back(zhou(), key(case), "site-visit", WHY))
    assert states(case)["check"] == states(case)["ecology-opinion"] == "agreed"
    assert open_steps(case) == {"site-visit"}


def test_the_lane_says_who_returned_it_and_why() -> None:
    case = to_decide()
    people.settled(actions.send_back(zhou(), key(case), "site-visit", WHY))
    lane = next(one for one in queries.lanes(people.fresh(case)) if one.step == "site-visit")
    assert (lane.opinions[0].standing, lane.opinions[0].undone_by, lane.opinions[0].undone_why) == (
        False, zhou().name, WHY,
    )
    fact = next(row for row in ledger.timeline(case.subject) if row.kind == "approvals.StepReturned")
    assert (fact.body["origin"], fact.body["step"]) == ("decide", "site-visit")


def test_a_returned_step_is_examined_again_and_the_case_is_decided() -> None:
    case = to_decide()
    case = people.settled(actions.send_back(zhou(), key(case), "site-visit", WHY))
    people.sign(case, "site-visit")
    case = people.settled(case)
    assert open_steps(case) == {"decide"}


def test_nobody_returns_without_a_reason_or_to_what_is_not_earlier() -> None:
    case = to_decide()
    with pytest.raises(ReasonNeeded):
        actions.send_back(zhou(), key(case), "check", " ")
    for step in ("decide", "no-such-step"):
        with pytest.raises(NotEarlier):
            actions.send_back(zhou(), key(case), step, WHY)


@pytest.mark.parametrize("who", ["LT0102", "LT0201", "LT0003", "LT0100"])
def test_only_a_signer_of_an_open_step_returns(who: str) -> None:
    case = to_decide()
    with pytest.raises(NotEarlier):
        actions.send_back(people.actor(who), key(case), "check", WHY)


def test_a_step_a_colleague_has_claimed_is_his_to_return() -> None:
    case = to_decide()
    tasks.claim(luo(), str(step_task(case, "decide").pk))
    with pytest.raises(AlreadyClaimed):
        actions.send_back(zhou(), key(case), "check", WHY)


# Asking another desk


def test_another_desk_is_asked_by_a_day_and_answers_without_deciding() -> None:
    case = people.accepted()
    row = asked(case)
    task = task_lists.open_of(case.subject, "consult")[0]
    assert (task.desk, task.due_on, task.note) == ("fire-safety", today(3), "排烟道是否影响疏散？")
    actions.answer(people.actor("LT0201"), str(row.pk), "不影响。")
    found = queries.views(zhou(), case)[0]
    assert (found.answer, found.answered_name) == ("不影响。", people.actor("LT0201").name)
    assert task_lists.open_of(case.subject, "consult") == []
    assert people.fresh(case).state == "accepted"


def test_a_step_may_be_signed_while_a_view_is_out() -> None:
    case = people.accepted()
    asked(case)
    assert actions.sign(zhou(), key(case), "check", verdict="agree")
    assert queries.views(zhou(), case)[0].answered_at is None


def test_a_view_that_is_late_says_so() -> None:
    case = people.accepted()
    asked(case)
    assert not queries.views(zhou(), case)[0].overdue
    with time.held(time.now() + timedelta(days=4)):
        assert queries.views(zhou(), case)[0].overdue


def test_only_who_was_asked_answers_and_once() -> None:
    case = people.accepted()
    row = asked(case)
    with pytest.raises(NotAsked):
        actions.answer(people.actor("LT0301"), str(row.pk), "可以。")
    with pytest.raises(BadQuestion):
        actions.answer(people.actor("LT0201"), str(row.pk), " ")
    actions.answer(people.actor("LT0201"), str(row.pk), "可以。")
    with pytest.raises(AlreadyAnswered):
        actions.answer(people.actor("LT0202"), str(row.pk), "可以。")


def test_only_a_signer_asks_and_asks_something_of_somebody_else() -> None:
    case = people.accepted()
    said = {"desk": "fire-safety", "question": "可以吗？", "due_on": today(3)}
    with pytest.raises(NotTheSigner):
        actions.consult(people.actor("LT0201"), key(case), **said)
    wrong = ({"question": " "}, {"due_on": today(-1)}, {"desk": "food-licensing"}, {"desk": "nowhere"})
    for other in wrong:
        with pytest.raises(BadQuestion):
            actions.consult(zhou(), key(case), **{**said, **other})


# Standing in for somebody on leave


def on_leave(who: Actor, deputy: Actor) -> object:
    return tasks.delegate(who, "food-licensing", deputy.id, since=today(), until=today(7), reason="年休假")


def test_a_deputy_signs_in_his_own_name_for_who_is_on_leave() -> None:
    case = to_decide()
    actions.sign(luo(), key(case), "decide", verdict="agree")
    on_leave(gu(), zhou())
    opinion = actions.sign(zhou(), key(case), "decide", verdict="agree")
    assert (opinion.official, opinion.behalf_name, opinion.role) == (zhou().id, gu().name, "approver")
    case = people.fresh(case)
    assert (case.outcome, case.signed_first, case.signed_last) == ("granted", luo().id, zhou().id)


def test_two_signatures_stay_two_people_when_one_stands_in_for_the_other() -> None:
    case = to_decide()
    on_leave(gu(), zhou())
    actions.sign(zhou(), key(case), "decide", verdict="agree")
    with pytest.raises(SameSigner):
        actions.sign(zhou(), key(case), "decide", verdict="agree")
    assert people.fresh(case).state == "accepted"


def test_who_was_represented_in_the_first_signature_does_not_put_the_second() -> None:
    case = to_decide()
    on_leave(luo(), gu())
    opinion = actions.sign(gu(), key(case), "decide", verdict="agree")
    assert (opinion.behalf_name, opinion.role) == (luo().name, "reviewer")
    for who in (gu(), luo()):
        with pytest.raises((SameSigner, NotTheSigner)):
            actions.sign(who, key(case), "decide", verdict="agree")


def test_a_deputy_takes_over_what_the_absent_had_claimed() -> None:
    case = people.accepted()
    task = step_task(case, "check")
    tasks.claim(luo(), str(task.pk))
    with pytest.raises(AlreadyClaimed):
        tasks.claim(zhou(), str(task.pk))
    assert task not in task_lists.work_list(zhou())
    on_leave(luo(), zhou())
    assert task in task_lists.work_list(zhou())
    assert tasks.claim(zhou(), str(task.pk)).claimed_by == zhou().id


def test_what_somebody_may_not_do_himself_nobody_does_for_him() -> None:
    case = to_decide()
    actions.sign(luo(), key(case), "decide", verdict="agree")
    on_leave(gu(), zhou())
    assert queries.mine(zhou(), case).behalf["decide"] == gu().name
    case.accepted_by = gu().id  # who accepted does not decide; nor does somebody in his place
    step = next(one for one in case.definition.process.steps if one.name == "decide")
    assert permits.lent(zhou(), case, step) == []
    check = next(one for one in case.definition.process.steps if one.name == "check")
    assert permits.lent(zhou(), case, check)  # what decides nothing, he may
    actions.recuse(gu(), key(case), reason="与申请人有亲属关系")
    with pytest.raises(NotTheSigner):
        actions.sign(zhou(), key(case), "decide", verdict="agree")


def test_a_head_leaves_the_work_of_who_is_away_to_another_and_nobody_else_does() -> None:
    said = {"since": today(), "until": today(7), "reason": "突发疾病"}
    with pytest.raises(NotTheHead):
        tasks.delegate_for(luo(), gu().id, "food-licensing", zhou().id, **said)
    with pytest.raises(BadDelegation):
        tasks.delegate_for(head(), gu().id, "food-licensing", gu().id, **said)
    row = tasks.delegate_for(head(), gu().id, "food-licensing", zhou().id, **said)
    assert [one.name for one in task_lists.standing_in(zhou())] == [gu().name]
    with pytest.raises(NotYourDelegation):
        tasks.end_delegation(luo(), str(row.pk))
    tasks.end_delegation(gu(), str(row.pk))  # back again, he ends it himself
    assert task_lists.standing_in(zhou()) == ()


def test_a_delegation_counts_from_its_first_day_to_its_last_and_can_be_taken_back() -> None:
    row = tasks.delegate(gu(), "food-licensing", zhou().id, since=today(2), until=today(3), reason="出差")
    assert task_lists.standing_in(zhou()) == ()
    with time.held(time.now() + timedelta(days=2)):
        assert [s.name for s in task_lists.standing_in(zhou())] == [gu().name]
        tasks.end_delegation(gu(), str(row.pk))
        assert task_lists.standing_in(zhou()) == ()
        with pytest.raises(NotYourDelegation):
            tasks.end_delegation(gu(), str(row.pk))


def test_work_is_left_only_to_a_colleague_at_the_desk_for_days_that_make_sense() -> None:
    said = {"since": today(), "until": today(7), "reason": "年休假"}
    wrong = (
        ("food-licensing", gu().id, {}), ("food-licensing", people.actor("LT0201").id, {}),
        ("fire-safety", zhou().id, {}), ("food-licensing", zhou().id, {"until": today(-1)}),
        ("food-licensing", zhou().id, {"until": today(200)}), ("food-licensing", zhou().id, {"reason": " "}),
    )
    for desk, deputy, other in wrong:
        with pytest.raises(BadDelegation):
            tasks.delegate(gu(), desk, deputy, **{**said, **other})
    with pytest.raises(BadDelegation):
        tasks.delegate(head(), "food-licensing", zhou().id, **said)
    on_leave(gu(), zhou())
    with pytest.raises(BadDelegation):
        tasks.delegate(gu(), "food-licensing", luo().id, **said)


# Phrases, presence


def test_a_phrase_is_ones_own_or_the_desks() -> None:
    mine = actions.keep_phrase(zhou(), verdict="agree", text="布局合理，同意。")
    said = {"text": "布局不合理。", "law": "食品安全法 第三十三条"}
    ours = actions.keep_phrase(zhou(), verdict="disagree", desk="food-licensing", **said)
    assert {p.pk for p in queries.phrases(zhou())} == {mine.pk, ours.pk}
    assert {p.pk for p in queries.phrases(luo())} == {ours.pk}
    assert queries.phrases(people.actor("LT0201")) == []
    actions.change_phrase(luo(), str(ours.pk), verdict="disagree", text="布局不合理，不同意。")
    with pytest.raises(NotYourPhrase):
        actions.remove_phrase(luo(), str(mine.pk))
    actions.remove_phrase(zhou(), str(mine.pk))
    assert [p.text for p in queries.phrases(zhou())] == ["布局不合理，不同意。"]


def test_a_phrase_says_something_for_a_desk_of_ones_own() -> None:
    with pytest.raises(BadPhrase):
        actions.keep_phrase(zhou(), verdict="agree", text=" ")
    with pytest.raises(BadPhrase):
        actions.keep_phrase(zhou(), verdict="perhaps", text="好")
    with pytest.raises(NotAllowed):
        actions.keep_phrase(zhou(), verdict="agree", text="好", desk="fire-safety")


def test_colleagues_see_who_has_the_case_before_him_for_a_minute_and_a_half() -> None:
    case = people.accepted()
    for _ in range(2):
        assert actions.seen(zhou(), case) == []
    assert actions.seen(luo(), case) == [zhou().name]
    with time.held(time.now() + timedelta(seconds=91)):
        assert actions.seen(gu(), case) == []
