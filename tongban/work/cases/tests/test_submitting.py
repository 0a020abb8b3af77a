"""Handing in once, whatever the network does; what is missing is told once; notices are numbered and sealed."""

from __future__ import annotations

import re

import pytest

from tongban.kernel import storage
from tongban.kernel.errors import Mismatch, Refusal
from tongban.registers.ledger import queries as ledger
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import Incomplete, NoGaps, NotNow, ReasonNeeded
from tongban.work.cases.kinds import GapSpec
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
LAW = "行政许可法 第三十二条"


def kinds(case: Case) -> list[str]:
    return [row.kind for row in ledger.timeline(case.subject)]


def test_a_submitted_case_has_a_number_people_can_read_out() -> None:
    first, second = people.submitted(), people.submitted()
    assert re.fullmatch(r"LT-\d{8}-\d{6}", first.number or "")
    assert first.number != second.number


def test_submitting_twice_with_one_key_is_one_case_and_one_notice() -> None:
    case, me = people.draft(), people.owner()
    first = cases.submit(me, str(case.pk), promise=True, key="k1")
    second = cases.submit(me, str(case.pk), promise=True, key="k1")
    assert (first.pk, first.number) == (second.pk, second.number)
    assert kinds(case).count("cases.CaseSubmitted") == 1
    assert case.notices.filter(kind="receipt").count() == 1


def test_the_same_key_with_another_content_is_refused() -> None:
    case, other, me = people.draft(), people.draft(), people.owner()
    cases.submit(me, str(case.pk), promise=True, key="k1")
    with pytest.raises(Mismatch):
        cases.submit(me, str(other.pk), promise=True, key="k1")
    assert people.fresh(other).state == "draft"


def test_a_refused_submission_does_not_use_up_its_key() -> None:
    me = people.owner()
    case = cases.start(me, people.FOOD, people.AREA)
    with pytest.raises(Incomplete):
        cases.submit(me, str(case.pk), promise=True, key="k1")
    people.fill(me, case, people.NOODLES)
    for slot in rows.slots(people.fresh(case)):
        if slot.required and not slot.filled:
            people.give(me, people.fresh(case), slot.code)
    assert cases.submit(me, str(case.pk), promise=True, key="k1").state == "submitted"


def test_submitting_again_without_a_key_is_told_the_state() -> None:
    case = people.submitted()
    with pytest.raises(NotNow) as refused:
        cases.submit(people.owner(), str(case.pk), promise=True)
    assert "预审" in refused.value.sentence


def test_everything_missing_is_told_once_and_the_list_is_served() -> None:
    case = people.submitted()
    gaps = [GapSpec("floor-plan", "布局图", "请标明尺寸", LAW), GapSpec("steward.phone", "手机", "请核对号码")]
    cases.ask_for_more(people.clerk(), str(case.pk), gaps)
    notice = case.notices.get(kind="list-of-gaps")
    assert [g["need"] for g in notice.facts["gaps"]] == ["请标明尺寸", "请核对号码"]
    with pytest.raises(NotNow):
        cases.ask_for_more(people.clerk(), str(case.pk), gaps)


@pytest.mark.parametrize("gaps", [[], [GapSpec("floor-plan", "布局图", "  ")]])
def test_a_list_of_nothing_is_not_served(gaps: list[GapSpec]) -> None:
    case = people.submitted()
    with pytest.raises(NoGaps):
        cases.ask_for_more(people.clerk(), str(case.pk), gaps)
    assert people.fresh(case).state == "submitted"


def test_a_supplement_must_answer_every_gap() -> None:
    case, me = people.incomplete(), people.owner()
    with pytest.raises(Incomplete) as refused:
        cases.supply(me, str(case.pk))
    assert [p.target for p in refused.value.details["problems"]] == ["floor-plan"]
    people.give(me, case, "floor-plan")
    assert cases.supply(me, str(case.pk)).state == "submitted"
    assert not case.gaps.filter(settled_at=None).exists()


@pytest.mark.parametrize(("reason", "law"), [("", LAW), ("不属于职权范围", " ")])
def test_turning_away_needs_reason_and_law_and_names_the_remedies(reason: str, law: str) -> None:
    case = people.submitted()
    with pytest.raises(ReasonNeeded):
        cases.turn_away(people.clerk(), str(case.pk), reason, law)
    cases.turn_away(people.clerk(), str(case.pk), "不属于职权范围", LAW)
    facts = case.notices.get(kind="non-acceptance").facts
    assert "行政复议" in facts["remedies"]
    assert people.fresh(case).outcome == "turned-away"


def test_a_refusal_needs_reason_and_law() -> None:
    case = people.accepted()
    signers = [people.approver().id, "another"]
    with pytest.raises(ReasonNeeded):
        cases.decide(people.approver(), str(case.pk), outcome="refused", reason="不符合条件", signers=signers)
    assert people.fresh(case).state == "accepted"


@pytest.mark.parametrize("lacking", ["reason", "law", "needed"])
def test_a_special_procedure_says_why_by_which_law_and_for_how_long(lacking: str) -> None:
    case = people.accepted()
    said = {"reason": "检验", "law": "第四十五条", "needed": "十日", lacking: " "}
    with pytest.raises(ReasonNeeded):
        cases.pause(people.approver(), str(case.pk), **said)
    assert people.fresh(case).state == "accepted"


def test_a_reason_of_any_length_is_taken_or_refused_in_words() -> None:
    case = people.accepted()
    for field in ("reason", "law"):
        said = {"reason": "检验", "law": "第四十五条", "needed": "十日", field: "长" * 5000}
        with pytest.raises(Refusal):
            cases.pause(people.approver(), str(case.pk), **said)
    case = people.submitted()
    with pytest.raises(Refusal):
        cases.ask_for_more(people.clerk(), str(case.pk), [GapSpec("floor-plan", "题" * 300, "请改", LAW)])
    with pytest.raises(Refusal):
        cases.ask_for_more(people.clerk(), str(case.pk), [GapSpec("floor-plan", "布局图", "请改", "法" * 300)])


def test_every_notice_has_a_number_of_its_own_and_becomes_a_sealed_paper() -> None:
    from tongban.work.cases.jobs import make_paper, make_papers

    case = people.accepted()
    notices = list(case.notices.order_by("served_at"))
    assert [n.kind for n in notices] == ["receipt", "acceptance"]
    assert len({n.number for n in notices} | {n.code for n in notices}) == 4
    make_paper(str(notices[0].pk))
    make_papers()
    for notice in case.notices.all():
        assert storage.read(notice.paper).startswith(b"%PDF-")
    before = kinds(case)
    make_paper(str(notices[0].pk))
    assert kinds(case) == before
    assert before.count("cases.NoticeSealed") == 2


def test_only_the_platform_makes_papers() -> None:
    notice = people.submitted().notices.get()
    with pytest.raises(Refusal):
        cases.seal_notice(people.approver(), str(notice.pk))


def test_a_case_is_seen_by_those_it_concerns_and_by_nobody_else() -> None:
    case = people.accepted()
    see = ["LT0003", "LT0004", "LT0101", "LT0102", "LT0103", "LT0012"]
    blind = ["linwan", "zhangxiaohe", "LT0005", "LT0402", "LT0701", "LT0201"]
    number = case.number or ""
    assert rows.case_for(people.owner(), number.lower()).pk == case.pk
    for account in see:
        assert rows.case_for(people.actor(account), number).pk == case.pk, account
    for account in blind:
        with pytest.raises(Refusal) as refused:
            rows.case_for(people.actor(account), number)
        assert refused.value.code == "not-yours", account


def test_another_department_sees_a_case_from_the_day_it_lies_on_its_desk() -> None:
    case, ecology = people.accepted(), people.actor("LT0301")
    with pytest.raises(Refusal):
        rows.case_for(ecology, case.number or "")
    people.sign(case, "check")
    people.settled(case)
    assert rows.case_for(ecology, case.number or "").pk == case.pk


def test_a_case_and_one_that_does_not_exist_are_refused_alike() -> None:
    case, other = people.submitted(), people.actor("zhangxiaohe")
    said = []
    for number in (case.number or "", "LT-20200101-000001", "\x00", ""):
        with pytest.raises(Refusal) as refused:
            rows.case_for(other, number)
        said.append((refused.value.code, refused.value.sentence, refused.value.next_step))
    assert len(set(said)) == 1


def test_an_official_s_look_is_a_fact_the_applicant_may_read() -> None:
    case = people.submitted()
    cases.look(people.clerk(), case.number or "")
    assert ledger.timeline(case.subject)[-1].actor["name"] == "周济"


def test_a_procedure_that_runs_when_the_applicant_withdraws_is_over() -> None:
    case = people.paused()
    cases.withdraw(people.owner(), str(case.pk), "不办了")
    pause = people.fresh(case).pauses.get()
    assert pause.ended_at is not None
    assert pause.result
