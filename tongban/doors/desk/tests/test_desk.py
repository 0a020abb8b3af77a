"""What the desk promises to officials, through a browser's requests on the real verbs."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tongban.doors.desk.tests import stories
from tongban.kernel.actor import Actor
from tongban.registers.ledger import queries as ledger
from tongban.registers.licences import queries as licences
from tongban.work.approvals import queries as approvals
from tongban.work.cases import actions as cases
from tongban.work.cases import permits
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lanting")]


def at(case: Case, rest: str = "") -> str:
    return f"/desk/cases/{case.number}/{rest}"


def key_of(html: str) -> str:
    """The key of the first form on the page."""
    found = re.search(r'name="key" value="(\w+)"', html)
    assert found
    return found[1]


def verbs_on(html: str) -> set[str]:
    return set(re.findall(r'data-verb="(\w+)"', html))


def facts(case: Case, kind: str) -> int:
    return sum(row.kind == kind for row in ledger.timeline(case.subject))


def accept(client: Client, case: Case) -> None:
    client.post(at(case, "acceptance/"), {"key": "accept-once"})
    stories.settle(case)


def sign(number: str, case: Case, step: str, **said: str) -> int:
    form = {"verdict": "agree", "text": "符合要求，同意。", "key": f"{number}-{step}", **said}
    answer = stories.signed_in(number).post(at(case, f"steps/{step}/opinion/"), form)
    stories.settle(case)
    return answer.status_code


def test_a_citizen_is_sent_away_from_the_desk() -> None:
    assert stories.signed_in("linwan").get("/desk/").status_code == 403


def test_nobody_works_without_signing_in() -> None:
    assert Client().get("/desk/").url.startswith("/login/?next=")


def test_a_clerk_of_another_district_finds_no_such_case() -> None:
    case = stories.submitted()
    client = stories.signed_in(stories.ELSEWHERE)
    assert client.get(at(case)).status_code == 404
    assert client.get(at(case, "materials/floor-plan/1/1.jpg")).status_code == 404
    assert client.post(at(case, "acceptance/"), {"key": "k"}).status_code == 404
    assert stories.again(case).state == "submitted"


def test_the_work_list_shows_the_case_with_its_clock_in_words() -> None:
    case = stories.submitted()
    html = stories.signed_in(stories.CLERK).get("/desk/").content.decode()
    assert at(case) in html
    assert "个工作日" in html


def test_the_list_can_be_filtered_by_item() -> None:
    case = stories.submitted()
    client = stories.signed_in(stories.CLERK)
    assert at(case) in client.get("/desk/?item=food-business-licence").content.decode()
    assert at(case) not in client.get("/desk/?item=outdoor-advertising").content.decode()


def test_a_whole_number_in_the_search_opens_the_case() -> None:
    case = stories.submitted()
    answer = stories.signed_in(stories.CLERK).get(f"/desk/?q={case.number.lower()}")
    assert answer.status_code == 302
    assert at(case) in answer.url


def test_a_part_of_the_name_finds_the_case() -> None:
    case = stories.submitted()
    assert at(case) in stories.signed_in(stories.CLERK).get(f"/desk/?q={case.applicant_name[-3:]}").content.decode()


def test_opening_a_case_is_kept_once_per_visit() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    for _ in range(3):
        assert client.get(at(case)).status_code == 200
    assert facts(case, "cases.CaseLooked") == 1


def test_identity_numbers_and_telephones_are_half_hidden() -> None:
    case = stories.submitted()
    html = stories.signed_in(stories.CLERK).get(at(case, "?view=form")).content.decode()
    assert "12000000021" not in html
    assert "120****0021" in html


@pytest.mark.parametrize("view", ["now", "form", "materials", "checks", "flow", "opinions", "log"])
def test_every_tab_opens(view: str) -> None:
    case = stories.accepted()
    assert stories.signed_in(stories.REVIEWER).get(at(case, f"?view={view}")).status_code == 200


@pytest.mark.parametrize("number", [stories.CLERK, stories.REVIEWER, stories.APPROVER])
@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_buttons_follow_the_state_table(number: str, state: str) -> None:
    case = stories.submitted() if state == "submitted" else stories.accepted()
    open_now = {m.verb for m in permits.open_verbs(stories.official(number), case)}
    shown = verbs_on(stories.signed_in(number).get(at(case)).content.decode())
    assert shown == open_now - {"decide"}


def test_the_signature_is_one_click_away_from_every_tab_and_the_log_speaks_chinese() -> None:
    case = stories.accepted()
    log = stories.signed_in(stories.REVIEWER).get(f"{at(case)}?view=log").content.decode()
    assert "去签署意见" in log
    assert "转入待办：受理" in log
    assert "转入待办：材料审查" in log
    assert "去签署意见" not in stories.signed_in(stories.CLERK).get(f"{at(case)}?view=log").content.decode()


def test_a_material_is_shown_as_a_marked_picture_and_the_look_is_kept() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    for zoom in ("fit", "200"):
        answer = client.get(at(case, f"materials/floor-plan/1/1.jpg?z={zoom}&r=90"))
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Cache-Control"] == "no-store, private"
    given = case.given.get(code="floor-plan", current=True)
    seen = [row for row in ledger.timeline(f"material/{given.material_id}") if row.kind == "materials.MaterialSeen"]
    assert [row.body["source"] for row in seen] == [case.subject]


def test_two_viewers_get_different_pictures() -> None:
    case = stories.submitted()
    path = at(case, "materials/floor-plan/1/1.jpg")
    mine, other = (stories.signed_in(n).get(path).content for n in (stories.CLERK, stories.REVIEWER))
    assert mine != other


def test_accepting_twice_with_the_same_key_accepts_once() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    key = key_of(client.get(at(case)).content.decode())
    for _ in range(2):
        assert client.post(at(case, "acceptance/"), {"key": key}).status_code == 302
    assert facts(case, "cases.CaseAccepted") == 1
    assert stories.again(case).state == "accepted"


def test_accepting_what_a_colleague_has_accepted_is_refused_in_its_place() -> None:
    case = stories.submitted()
    accept(stories.signed_in(stories.CLERK), case)
    answer = stories.signed_in("LT0004").post(at(case, "acceptance/"), {"key": "another"})
    assert answer.status_code == 409
    assert "请刷新页面查看最新状态" in answer.content.decode()


def test_gaps_are_read_before_they_are_sent_and_sent_once() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    said = {"text-floor-plan": "请标明清洗消毒设施。", "text-premises.area": "请核对面积。"}
    form = {"pick": ["floor-plan", "premises.area"], **said}
    html = client.post(at(case, "gaps/"), {**form, "step": "preview"}).content.decode()
    assert "补正告知书" in html
    assert "请标明清洗消毒设施。" in html
    assert stories.again(case).state == "submitted"
    for _ in range(2):
        client.post(at(case, "gaps/"), {**form, "step": "send", "key": key_of(html)})
    assert stories.again(case).state == "incomplete"
    assert case.gaps.count() == 2


def test_a_ticked_gap_without_a_sentence_is_asked_for() -> None:
    case, form = stories.submitted(), {"pick": "floor-plan", "step": "send", "key": "k"}
    answer = stories.signed_in(stories.CLERK).post(at(case, "gaps/"), form)
    assert "怎样补正" in answer.content.decode()
    assert stories.again(case).state == "submitted"


def test_turning_away_names_the_consequence_before_it_is_done() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    form = {"text": "不属于本机关职权范围。", "law": "行政许可法 第三十二条"}
    html = client.post(at(case, "non-acceptance/"), {**form, "step": "preview"}).content.decode()
    assert "不能撤销" in html
    assert stories.again(case).state == "submitted"
    client.post(at(case, "non-acceptance/"), {**form, "step": "send", "key": key_of(html)})
    assert stories.again(case).outcome == "turned-away"


def test_turning_away_without_a_law_is_asked_for() -> None:
    case = stories.submitted()
    answer = stories.signed_in(stories.CLERK).post(
        at(case, "non-acceptance/"), {"text": "不受理。", "step": "send", "key": "k"}
    )
    assert "法律依据" in answer.content.decode()
    assert stories.again(case).state == "submitted"


def test_four_officials_review_one_case_to_its_licence() -> None:
    case = stories.submitted()
    accept(stories.signed_in(stories.CLERK), case)
    assert sign(stories.REVIEWER, case, "check") == 302
    assert sign(stories.VISITOR, case, "site-visit", second_officer="方可") == 302
    assert sign(stories.REVIEWER, case, "decide") == 302
    page = stories.signed_in(stories.APPROVER).get(at(case)).content.decode()
    assert "周远航" in page  # the first signer's opinion stands before the approver
    assert "现场核查" in page
    assert "食品经营许可证" in page  # what his signature brings about
    assert sign(stories.APPROVER, case, "decide") == 302
    done = stories.again(case)
    assert done.outcome == "granted"
    assert [row.type.code for row in licences.from_source(case.subject)] == ["food-business"]


def test_a_refused_signature_keeps_what_was_typed() -> None:
    case = stories.accepted()
    client = stories.signed_in(stories.REVIEWER)
    form = {"verdict": "disagree", "text": "布局不合理。", "key": "k"}
    answer = client.post(at(case, "steps/check/opinion/"), form)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "布局不合理。" in html
    assert "第三十八条" in html
    assert not any(lane.opinions for lane in approvals.lanes(case))


def test_nobody_signs_without_saying_yes_or_no() -> None:
    case = stories.accepted()
    answer = stories.signed_in(stories.REVIEWER).post(at(case, "steps/check/opinion/"), {"text": "好", "key": "k"})
    assert answer.status_code == 422


def test_a_claimed_case_tells_the_colleague_who_has_it() -> None:
    case = stories.accepted()
    task = next(lane.task_id for lane in approvals.lanes(case) if lane.task_id)
    mine, other = stories.signed_in(stories.REVIEWER), stories.signed_in(stories.COLLEAGUE)
    assert mine.post(at(case, f"tasks/{task}/claim/"), {"key": "1"}).status_code == 302
    html = other.get(at(case)).content.decode()
    assert "周远航 已认领此件" in html
    assert 'id="sign"' not in html
    assert other.post(at(case, f"tasks/{task}/claim/"), {"key": "2"}).status_code == 409
    assert mine.post(at(case, f"tasks/{task}/release/"), {"key": "3"}).status_code == 302
    assert 'id="sign"' in other.get(at(case)).content.decode()


def test_a_task_is_handed_to_a_colleague_with_a_reason() -> None:
    case = stories.accepted()
    task = next(lane.task_id for lane in approvals.lanes(case) if lane.task_id)
    client, to = stories.signed_in(stories.REVIEWER), stories.official(stories.COLLEAGUE)
    assert "转交原因" in client.post(at(case, f"tasks/{task}/hand-over/"), {"to": to.id}).content.decode()
    client.post(at(case, f"tasks/{task}/hand-over/"), {"to": to.id, "reason": "外出核查", "key": "1"})
    assert next(lane.handler for lane in approvals.lanes(case) if lane.task_id) == to.name


def test_a_special_procedure_stops_the_clock_and_ends() -> None:
    case, client = stories.accepted(), stories.signed_in(stories.APPROVER)
    form = {"kind": "test", "text": "需要检测油烟", "law": "行政许可法 第四十五条", "needed": "10 个工作日"}
    assert "特别程序告知书" in client.post(at(case, "pause/"), {**form, "step": "preview"}).content.decode()
    client.post(at(case, "pause/"), {**form, "step": "send", "key": "1"})
    stories.settle(case)
    assert stories.again(case).state == "paused"
    assert "暂停" in client.get(at(case)).content.decode()
    assert client.get(at(case, "resumption/")).status_code == 200
    assert "请写明特别程序的结果" in client.post(at(case, "resumption/"), {"step": "preview"}).content.decode()
    said = {
        "text": "检测合格。", "at": "2026年11月26日", "place": "检测中心", "by": "示例检测机构",
        "findings": "油烟浓度低于限值。",
    }  # fmt: skip
    assert "检测合格" in client.post(at(case, "resumption/"), {**said, "step": "preview"}).content.decode()
    client.post(at(case, "resumption/"), {**said, "step": "send", "key": "2"})
    assert stories.again(case).state == "accepted"


def test_only_approvers_of_the_issuing_department_revoke_a_licence() -> None:
    held = licences.held(stories.applicant().applicant, "business-licence")
    assert held
    path = f"/desk/licences/{held.pk}/revocation/?number={held.number}"
    form = {"text": "以欺骗手段取得。", "law": "行政许可法 第六十九条第二款", "step": "send", "key": "1"}
    assert stories.signed_in("LT0402").post(path, form).status_code == 404
    assert stories.signed_in(stories.REVIEWER).post(path, form).status_code == 403
    assert "立即失效" in stories.signed_in(stories.APPROVER).post(path, {**form, "step": "preview"}).content.decode()
    assert stories.signed_in(stories.APPROVER).post(path, form).status_code == 302
    held.refresh_from_db()
    assert held.get_status_display() == "撤销"


@pytest.mark.parametrize(("noun", "status"), [("withdrawal", "吊销"), ("cancellation", "注销")])
def test_a_licence_is_ended_in_two_steps_and_its_holder_has_the_decision(noun: str, status: str) -> None:
    held = licences.held(stories.applicant().applicant, "business-licence")
    client = stories.signed_in(stories.APPROVER)
    page = client.get(f"/desk/licences/?number={held.number}").content.decode()
    path = re.search(rf'href="(/desk/licences/[^"]+/{noun}/[^"]+)"', page)[1].replace("&amp;", "&")
    form = {"text": "持证人已经终止。", "law": "行政许可法 第七十条第四项", "key": "1"}
    assert "请选择或写明依据" in client.post(path, {**form, "law": "", "step": "preview"}).content.decode()
    assert f"{status}决定书" in client.post(path, {**form, "step": "preview"}).content.decode()
    assert client.post(path, {**form, "step": "send"}).status_code == 302
    held.refresh_from_db()
    assert held.get_status_display() == status
    assert [one.title for one in licences.decisions_on(held)] == [f"{status}决定书"]


def test_a_clerical_error_on_a_licence_is_corrected_field_by_field() -> None:
    held = licences.held(stories.applicant().applicant, "business-licence")
    client, path = stories.signed_in(stories.APPROVER), f"/desk/licences/{held.pk}/rectification/?number={held.number}"
    held.fields = {**held.fields, held.type.labels[-1][0]: None}  # a column that was left empty
    held.save()
    assert "None" not in client.get(path).content.decode()
    form = {f"field.{code}": str(held.fields.get(code) or "") for code, _ in held.type.labels}
    form |= {"text": "门牌号写错。", "law": "申请书和审查记录", "key": "1"}
    assert "请把写错的栏目改成正确的内容" in client.post(path, {**form, "step": "preview"}).content.decode()
    form["field.address"] = "青屿路 22 号"
    assert "更正为 <ins>青屿路 22 号</ins>" in client.post(path, {**form, "step": "preview"}).content.decode()
    assert client.post(path, {**form, "step": "send"}).status_code == 302
    newest = licences.held(stories.applicant().applicant, "business-licence")
    assert (newest.version, newest.fields["address"]) == (2, "青屿路 22 号")


def test_the_next_case_is_one_link_away() -> None:
    first, second = stories.submitted(), stories.submitted()
    html = stories.signed_in(stories.CLERK).get(at(first)).content.decode()
    assert re.search(rf'href="{at(second)}[^"]*" data-key="[jk]"', html)


def test_news_are_told_and_the_list_stays_as_it_was() -> None:
    client = stories.signed_in(stories.CLERK)
    assert "条更新" not in client.get("/desk/news/?since=soon").content.decode()
    assert "条更新" not in client.get("/desk/news/?since=2999-01-01T00:00:00Z").content.decode()
    stories.submitted()
    since = "/desk/news/?since=2020-01-01T00:00:00Z"
    assert "有 1 条更新" in client.get(since).content.decode()
    assert "有 1 条更新" in client.get(f"{since}&again=item%3Dfood-business-licence").content.decode()
    assert "条更新" not in client.get(f"{since}&again=item%3Doutdoor-advertising").content.decode()


def test_a_sealed_notice_can_be_opened() -> None:
    case = stories.accepted()
    notice, client = case.notices.get(kind="acceptance"), stories.signed_in(stories.CLERK)
    assert "正在加盖电子印章" in client.get(at(case, "?view=opinions")).content.decode()
    cases.seal_notice(Actor.system(), str(notice.pk))
    answer = client.get(f"/desk/notices/{notice.pk}.pdf")
    assert answer["Content-Type"] == "application/pdf"


def test_the_screens_ask_the_database_a_bounded_number_of_times(django_assert_max_num_queries: object) -> None:
    for _ in range(6):
        stories.submitted()
    client = stories.signed_in(stories.CLERK)
    client.get("/desk/")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get("/desk/")


def test_who_opens_the_whole_number_says_why_and_sees_it_in_the_form() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    refused = client.post(at(case, "whole/"), {"ground": "other"})
    assert refused.status_code == 422
    assert "具体用途" in refused.content.decode()
    assert client.post(at(case, "whole/"), {"ground": "contact"}).status_code == 302
    html = client.get(at(case, "?view=form")).content.decode()
    assert "12000000021" in html
    assert "联系申请人" in html


def test_an_earlier_version_is_laid_beside_the_one_that_came_for_it() -> None:
    case, client = people.incomplete(), stories.signed_in(stories.CLERK)
    assert "对照第" not in client.get(at(case, "?m=floor-plan")).content.decode()
    people.give(people.owner(), case, "floor-plan", "新布局图")
    cases.supply(people.owner(), str(case.pk))
    offered = client.get(at(case, "?m=floor-plan")).content.decode()
    assert "对照第 1 版" in offered
    assert "/materials/floor-plan/1/" not in offered
    both = client.get(at(case, "?m=floor-plan&c=1")).content.decode()
    assert re.findall(r"materials/floor-plan/(\d)/1.jpg", both) == ["1", "2"]
    assert "收起对照" in both
    assert "收起对照" not in client.get(at(case, "?m=floor-plan&c=9")).content.decode()
