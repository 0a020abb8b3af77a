"""The staff's day on the desk: returning, staying away, asking, leaving one's work, phrases, several rows at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tongban.doors.desk.tests import stories
from tongban.doors.desk.tests.test_desk import at, key_of
from tongban.kernel import time
from tongban.work.approvals import queries as approvals
from tongban.work.cases.models import Case
from tongban.work.tasks import queries as tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lanting")]
HEAD = "LT0100"


def day(after: int) -> str:
    return (time.today() + timedelta(after)).isoformat()


def visited() -> Case:
    case = stories.accepted()
    stories.signed(case, stories.REVIEWER, "check")
    return stories.again(case)


def accept_task(case: Case) -> str:
    return str(tasks.open_of(case.subject, "accept")[0].pk)


def step_task(case: Case) -> str:
    return str(tasks.open_of(case.subject, "step")[0].pk)


def test_a_step_is_returned_with_a_reason_that_its_desk_reads() -> None:
    case, client = visited(), stories.signed_in(stories.VISITOR)
    assert "材料" in client.get(at(case, "return/")).content.decode()
    assert "请写明退回的理由" in client.post(at(case, "return/"), {"step": "check"}).content.decode()
    form = {"step": "check", "reason": "平面图与现场不符", "key": "1"}
    assert client.post(at(case, "return/"), form).status_code == 302
    stories.settle(case)
    html = stories.signed_in(stories.REVIEWER).get(at(case)).content.decode()
    assert "平面图与现场不符" in html
    assert "丁一鸣 退回" in html
    assert "退回上一环节" in stories.signed_in(stories.REVIEWER).get(at(case, "?view=log")).content.decode()
    anew = {"verdict": "agree", "text": "平面图已与现场核对，符合要求，同意。", "key": "2"}
    reviewer = stories.signed_in(stories.REVIEWER)
    assert reviewer.post(at(case, "steps/check/opinion/"), anew).status_code == 302
    stories.settle(case)
    html = reviewer.get(at(case, "?view=opinions")).content.decode()
    assert "<ins>平面图已与现场核对，</ins>符合要求，同意。" in html


def test_who_has_nothing_to_return_is_told_why() -> None:
    html = stories.signed_in(stories.REVIEWER).get(at(stories.accepted(), "return/")).content.decode()
    assert "现在没有可以退回的环节" in html


def test_who_stays_away_has_no_form_to_sign_and_everybody_reads_it() -> None:
    case, client = stories.accepted(), stories.signed_in(stories.REVIEWER)
    assert client.post(at(case, "recusal/"), {"reason": "与申请人有近亲属关系", "key": "1"}).status_code == 302
    html = client.get(at(case)).content.decode()
    assert "周远航已回避此件" in html
    assert 'id="sign"' not in html
    refused = client.post(at(case, "steps/check/opinion/"), {"verdict": "agree", "text": "好", "key": "2"})
    assert refused.status_code == 403
    assert "第七十六条" in refused.content.decode()


def test_the_head_keeps_somebody_else_away() -> None:
    case, other = stories.accepted(), stories.official(stories.REVIEWER)
    form = {"official": other.id, "ground": "applicant", "reason": "申请人提出，经查属实", "key": "1"}
    assert stories.signed_in(stories.APPROVER).post(at(case, "recusal/"), form).status_code == 403
    assert stories.signed_in(HEAD).post(at(case, "recusal/"), form).status_code == 302
    assert tasks.is_recused(other.id, case.subject)


def test_another_department_is_asked_and_answers_on_the_page_of_the_case() -> None:
    case, client = stories.accepted(), stories.signed_in(stories.REVIEWER)
    assert "请选择答复日期" in client.post(at(case, "consultation/"), {"due": "soon"}).content.decode()
    form = {"desk": "fire-safety", "question": "排烟道是否影响疏散？", "due": day(3), "key": "1"}
    assert client.post(at(case, "consultation/"), form).status_code == 302
    assert "尚未答复" in client.get(at(case)).content.decode()
    asked = approvals.views(stories.official(stories.FIRE), case)[0]
    fire = stories.signed_in(stories.FIRE)
    assert "排烟道是否影响疏散" in fire.get(at(case)).content.decode()
    assert fire.post(at(case, f"consultation/{asked.id}/"), {"answer": "不影响。", "key": "2"}).status_code == 302
    assert "不影响。" in client.get(at(case, "?view=opinions")).content.decode()


def test_work_is_left_to_a_colleague_who_sees_it_and_signs_in_his_own_name() -> None:
    case = visited()
    stories.signed(case, stories.VISITOR, "site-visit", second="方可")
    stories.signed(case, stories.COLLEAGUE, "decide")
    away, deputy = stories.signed_in(stories.APPROVER), stories.official(stories.REVIEWER)
    assert "请写明离岗原因" in away.post("/desk/leave/", {}).content.decode()
    form = {"deputy": f"food-licensing/{deputy.id}", "since": day(0), "until": day(5), "reason": "年休假", "key": "1"}
    assert away.post("/desk/leave/", form).status_code == 302
    assert "周远航" in away.get("/desk/leave/").content.decode()
    client = stories.signed_in(stories.REVIEWER)
    assert "您正受顾知远" in client.get("/desk/").content.decode()
    assert "您受顾知远委托签署" in client.get(at(case)).content.decode()
    client.post(at(case, "steps/decide/opinion/"), {"verdict": "agree", "text": "同意。", "key": "2"})
    stories.settle(case)
    assert stories.again(case).outcome == "granted"
    assert "周远航（受顾知远委托）" in client.get(at(case, "?view=opinions")).content.decode()


def test_a_delegation_is_taken_back() -> None:
    away, deputy = stories.signed_in(stories.APPROVER), stories.official(stories.REVIEWER)
    form = {"deputy": f"food-licensing/{deputy.id}", "since": day(0), "until": day(5), "reason": "年休假", "key": "1"}
    away.post("/desk/leave/", form)
    given = tasks.delegations_of(stories.official(stories.APPROVER))[0]
    assert away.post(f"/desk/leave/{given.pk}/end/", {"key": "2"}).status_code == 302
    assert "已收回" in away.get("/desk/leave/").content.decode()


def test_a_kept_phrase_is_offered_and_brings_its_article_without_scripts() -> None:
    case, client = stories.accepted(), stories.signed_in(stories.REVIEWER)
    assert "还没有保存过" in client.get("/desk/phrases/").content.decode()
    said = {"verdict": "disagree", "text": "布局不符合要求。", "law": "食品安全法 第三十三条"}
    assert client.post("/desk/phrases/", {**said, "key": "1"}).status_code == 302
    assert "布局不符合要求" in client.get(at(case)).content.decode()
    form = {"verdict": "disagree", "phrase": "布局不符合要求。", "key": "2"}
    assert client.post(at(case, "steps/check/opinion/"), form).status_code == 302
    assert case.opinions.get().law == "食品安全法 第三十三条"
    kept = approvals.phrases(stories.official(stories.REVIEWER))[0]
    client.post("/desk/phrases/", {**said, "text": "布局不合理。", "phrase": str(kept.pk), "key": "3"})
    assert "布局不合理" in client.get(f"/desk/phrases/?edit={kept.pk}").content.decode()
    client.post(f"/desk/phrases/{kept.pk}/removal/", {"key": "4"})
    assert approvals.phrases(stories.official(stories.REVIEWER)) == []


def test_several_cases_are_accepted_at_once_and_each_row_says_what_came_of_it() -> None:
    good, gone = stories.submitted(), stories.submitted()
    client = stories.signed_in(stories.CLERK)
    form = {"act": "accept", "pick": [accept_task(good), accept_task(gone)]}
    page = client.post("/desk/batch/", form).content.decode()
    assert "共 2 件" in page
    assert stories.again(good).state == "submitted"
    colleague = stories.signed_in("LT0004")
    colleague.post(at(gone, f"tasks/{accept_task(gone)}/claim/"), {"key": "1"})
    html = client.post("/desk/batch/", {**form, "step": "do", "key": key_of(page)}).content.decode()
    assert (stories.again(good).state, stories.again(gone).state) == ("accepted", "submitted")
    assert "已办 1 件" in html
    assert "李示范 已认领此件" in html


def test_a_batch_sent_twice_is_done_once() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    form = {"act": "accept", "pick": [accept_task(case)], "step": "do", "key": "twice"}
    for _ in range(2):
        assert "已办 1 件" in client.post("/desk/batch/", form).content.decode()
    assert case.notices.filter(kind="acceptance").count() == 1


def test_opinions_are_signed_together_but_never_those_of_a_visit() -> None:
    check, visit = stories.accepted(), visited()
    form = {"act": "sign", "pick": [step_task(check)], "text": "同意。", "step": "do", "key": "1"}
    html = stories.signed_in(stories.REVIEWER).post("/desk/batch/", form).content.decode()
    assert "已办 1 件" in html
    form = {**form, "pick": [step_task(visit)]}
    html = stories.signed_in(stories.VISITOR).post("/desk/batch/", form).content.decode()
    assert "不能批量签署" in html
    assert visit.opinions.filter(step="site-visit").count() == 0


def test_nothing_ticked_or_somebody_elses_row_does_nothing() -> None:
    case, client = stories.accepted(), stories.signed_in(stories.FIRE)
    assert client.post("/desk/batch/", {"act": "claim", "pick": []}).status_code == 422
    assert client.post("/desk/batch/", {"act": "claim", "pick": [step_task(case)]}).status_code == 422
    assert client.post("/desk/batch/", {"act": "burn", "pick": [step_task(case)]}).status_code == 302


def test_colleagues_are_told_who_has_the_case_before_him() -> None:
    case = stories.accepted()
    stories.signed_in(stories.REVIEWER).get(at(case))
    other = stories.signed_in(stories.COLLEAGUE)
    assert "周远航正在查看" in other.get(at(case)).content.decode()
    assert "周远航正在查看" in other.get(at(case, "viewers/")).content.decode()
