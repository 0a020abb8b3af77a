"""Desks at work: in parallel, each by whose turn it is, two where the law says so; the last signature decides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.ledger import queries as ledger
from tongban.work.approvals import actions as approvals
from tongban.work.approvals import queries as steps
from tongban.work.approvals.errors import (
    NotTheSigner,
    OpinionNeeded,
    SameSigner,
    StepNotOpen,
    TwoOfficersNeeded,
)
from tongban.work.cases import actions as cases
from tongban.work.cases.models import Case
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as lists
from tongban.work.tasks.errors import AlreadyClaimed
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def on_desks(case: Case) -> dict[str, str]:
    return {t.step: t.desk for t in lists.open_of(case.subject, "step")}


def states(case: Case) -> dict[str, str]:
    return {lane.step: lane.state for lane in steps.lanes(case)}


def kinds(case: Case) -> list[str]:
    return [row.kind for row in ledger.timeline(case.subject)]


def checked() -> Case:
    case = people.accepted()
    people.sign(case, "check")
    return people.settled(case)


def advised() -> Case:
    """Only the decision is still open."""
    case = checked()
    people.sign(case, "site-visit")
    people.sign(case, "ecology-opinion")
    return people.settled(case)


def test_after_the_check_several_departments_look_at_once() -> None:
    case = people.accepted()
    assert on_desks(case) == {"check": "food-licensing"}
    people.sign(case, "check")
    case = people.settled(case)
    assert on_desks(case) == {"site-visit": "inspection", "ecology-opinion": "ecology"}
    assert states(case) == {"check": "agreed", "site-visit": "open", "ecology-opinion": "open", "decide": "waiting"}


def test_the_decision_waits_for_every_opinion_in_whatever_order_they_come() -> None:
    case = checked()
    people.sign(case, "ecology-opinion")
    case = people.settled(case)
    assert set(on_desks(case)) == {"site-visit"}
    with pytest.raises(StepNotOpen):
        people.sign(case, "decide", me=people.reviewer())
    people.sign(case, "site-visit")
    assert set(on_desks(people.settled(case))) == {"decide"}


def test_a_step_that_does_not_apply_is_neither_shown_nor_signed() -> None:
    case = people.accepted()
    assert "fire-opinion" not in states(case)
    with pytest.raises(StepNotOpen):
        people.sign(case, "fire-opinion", me=people.actor("LT0201"))


@pytest.mark.parametrize(
    "account", ["LT0003", "LT0012", "LT0103", "LT0201", "LT0301", "LT0402", "LT0701", "linwan", "zhangxiaohe"]
)
def test_nobody_signs_without_the_post(account: str) -> None:
    case = people.accepted()
    with pytest.raises(NotTheSigner):
        approvals.sign(people.actor(account), str(case.pk), "check", verdict="agree")
    assert not case.opinions.exists()


@pytest.mark.parametrize("actor", [Actor.nobody(), people.SYSTEM])
def test_neither_nobody_nor_the_platform_signs(actor: Actor) -> None:
    case = people.accepted()
    with pytest.raises(NotTheSigner):
        approvals.sign(actor, str(case.pk), "check", verdict="agree")


def test_a_post_in_another_area_signs_nothing_here() -> None:
    case, me = people.accepted(), people.actor("LT0101")
    elsewhere = replace(me, posts=tuple(replace(p, area="999002") for p in me.posts))
    with pytest.raises(NotTheSigner):
        approvals.sign(elsewhere, str(case.pk), "check", verdict="agree")


def test_the_second_signature_is_another_person_s_and_an_approver_s() -> None:
    case = advised()
    people.sign(case, "decide", me=people.actor("LT0101"))
    assert states(case)["decide"] == "half"
    with pytest.raises(SameSigner):
        people.sign(case, "decide", me=people.actor("LT0101"))
    with pytest.raises(NotTheSigner):
        people.sign(case, "decide", me=people.actor("LT0105"))
    assert people.fresh(case).state == "accepted"
    people.sign(case, "decide", me=people.approver())
    assert people.fresh(case).state == "decided"


def test_an_approver_cannot_begin_what_a_reviewer_must_draft() -> None:
    case = advised()
    with pytest.raises(NotTheSigner):
        people.sign(case, "decide", me=people.approver())


def test_one_person_with_both_roles_still_needs_another() -> None:
    case, me = advised(), people.actor("LT0101")
    both = replace(me, posts=(*me.posts, *people.approver().posts))
    approvals.sign(both, str(case.pk), "decide", verdict="agree")
    with pytest.raises(SameSigner):
        approvals.sign(both, str(case.pk), "decide", verdict="agree")


def test_the_deciding_signature_decides_in_the_same_breath() -> None:
    case = advised()
    people.sign(case, "decide")
    before = len(kinds(case))
    people.sign(case, "decide")
    assert [k for k in kinds(case)[before:] if not k.startswith("tasks.")] == [
        "approvals.OpinionSigned", "approvals.StepSettled", "cases.CaseDecided",
    ]  # fmt: skip
    assert people.fresh(case).outcome == "granted"
    assert lists.open_of(case.subject) == []


def test_two_who_disagree_with_the_application_refuse_it_with_reason_law_and_remedies() -> None:
    case = advised()
    people.sign(case, "decide", "disagree")
    people.sign(case, "decide", "disagree", text="距离不足", law="食品安全法 第三十三条")
    case = people.fresh(case)
    facts = case.notices.get(kind="decision").facts
    assert (case.state, case.outcome, case.reason) == ("decided", "refused", "距离不足")
    assert "行政复议" in facts["remedies"]
    assert "食品安全法 第三十三条" in str(facts["paragraphs"])


def test_a_second_signer_who_does_not_concur_sends_the_step_back_and_it_is_open_again() -> None:
    case = advised()
    people.sign(case, "decide")
    people.sign(case, "decide", "disagree", text="请补充核查照片")
    assert people.fresh(case).state == "accepted"
    assert states(case)["decide"] == "open"
    assert [o.standing for o in next(x for x in steps.lanes(case) if x.step == "decide").opinions] == [False, False]
    assert kinds(case)[-1] in ("approvals.OpinionSentBack", "tasks.TaskReleased")
    people.sign(case, "decide")
    people.sign(case, "decide")
    assert people.fresh(case).outcome == "granted"


def test_an_advising_department_that_disagrees_settles_its_step_and_binds_nobody() -> None:
    case = checked()
    people.sign(case, "ecology-opinion", "disagree")
    assert states(case)["ecology-opinion"] == "disagreed"
    people.sign(case, "site-visit")
    assert set(on_desks(people.settled(case))) == {"decide"}


@pytest.mark.parametrize("said", [{"text": "", "law": "第三十八条"}, {"text": "不同意", "law": " "}])
def test_a_disagreement_needs_words_and_law(said: dict[str, str]) -> None:
    case = people.accepted()
    with pytest.raises(OpinionNeeded):
        people.sign(case, "check", "disagree", **said)


@pytest.mark.parametrize("said", [{"verdict": "perhaps"}, {"verdict": "agree", "law": "法" * 400}])
def test_what_is_no_opinion_is_refused_in_words(said: dict[str, str]) -> None:
    case = people.accepted()
    with pytest.raises(Refusal):
        approvals.sign(people.reviewer(), str(case.pk), "check", **said)
    assert not case.opinions.exists()


@pytest.mark.parametrize("second", ["", " 丁一鸣", "丁一鸣\ufe00"])  # the last looks like the one before
def test_a_visit_is_made_by_two_officers(second: str) -> None:
    case = checked()
    with pytest.raises(TwoOfficersNeeded):
        people.sign(case, "site-visit", second_officer=second)
    people.sign(case, "site-visit", second_officer="方可")
    assert case.opinions.get(step="site-visit").second_officer == "方可"


def test_a_step_a_colleague_has_claimed_is_signed_by_him() -> None:
    case = people.accepted()
    task = lists.open_of(case.subject, "step")[0]
    tasks.claim(people.actor("LT0105"), str(task.pk))
    with pytest.raises(AlreadyClaimed) as refused:
        people.sign(case, "check", me=people.actor("LT0101"))
    assert "罗清平" in refused.value.sentence
    people.sign(case, "check", me=people.actor("LT0105"))


def test_after_the_first_of_two_signatures_the_task_is_free_for_the_second() -> None:
    case = advised()
    task = lists.open_of(case.subject, "step")[0]
    tasks.claim(people.actor("LT0101"), str(task.pk))
    people.sign(case, "decide", me=people.actor("LT0101"))
    people.sign(case, "decide", me=people.approver())
    assert people.fresh(case).state == "decided"


def test_nothing_is_signed_while_the_case_is_paused_or_over() -> None:
    case = people.paused()
    with pytest.raises(StepNotOpen):
        people.sign(case, "check", me=people.reviewer())
    cases.withdraw(people.owner(), str(case.pk))
    with pytest.raises(StepNotOpen):
        people.sign(case, "check", me=people.reviewer())


def test_the_steps_offered_are_those_that_can_be_signed() -> None:
    case = checked()
    offered = {a: [s.name for s in steps.open_for(people.actor(a), case)] for a in ("LT0101", "LT0103", "LT0301")}
    assert offered == {"LT0101": [], "LT0103": ["site-visit"], "LT0301": ["ecology-opinion"]}


def test_only_the_platform_puts_steps_on_desks_and_twice_is_once() -> None:
    case = people.accepted()
    with pytest.raises(Refusal):
        approvals.put_on_desks(people.approver(), str(case.pk))
    assert steps.steps_to_open(case) == []
    assert len(lists.open_of(case.subject, "step")) == 1


def test_the_drawing_shows_where_the_case_stands() -> None:
    drawn = steps.drawing(checked())
    assert drawn.lstrip().startswith("<svg")
    assert "现场核查" in drawn
