"""The rarer turns on the desk: asked on a page, read as a notice, served once."""

from __future__ import annotations

from typing import Any

import pytest

from tongban.doors.desk.tests import stories
from tongban.doors.desk.tests.test_desk import at, key_of
from tongban.work.cases import actions as cases
from tongban.work.cases.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lanting")]
HEAD, SUPERVISOR = "LT0100", "LT0012"
WHY = {"text": "依法应当如此。", "law": "行政许可法 第三十二条"}


def turned_away() -> Case:
    case = stories.submitted()
    cases.turn_away(stories.official(stories.CLERK), str(case.pk), "不符合", "行政许可法 第三十二条")
    return stories.again(case)


SERVED = [
    ("no-permit/", stories.submitted, stories.CLERK, WHY, "closed", "不需要取得行政许可告知书"),
    ("not-ours/", stories.submitted, stories.CLERK, {**WHY, "agency": "澜汀市教育局"}, "closed", "澜汀市教育局"),
    ("pause/", stories.accepted, stories.APPROVER, {
        **WHY, "kind": "site-visit", "needed": "3 个工作日", "officers": ["丁一鸣", "方可"]}, "paused", "丁一鸣、方可"),
    ("extension/", stories.accepted, HEAD, {"text": "案情复杂。", "days": "5"}, "accepted", "延长5个工作日"),
    ("transfer/", stories.accepted, stories.APPROVER, {**WHY, "area": "999002"}, "submitted", "移送"),
    ("sending-on/", stories.accepted, stories.APPROVER, {**WHY, "agency": "省市场监管局"}, "closed", "省市场监管局"),
    ("termination/", stories.accepted, stories.APPROVER, WHY, "closed", "终止办理决定书"),
    ("reopening/", turned_away, SUPERVISOR, WHY, "accepted", "重新办理通知书"),
]  # fmt: skip


@pytest.mark.parametrize(("noun", "begin", "who", "form", "state", "words"), SERVED, ids=[row[0] for row in SERVED])
def test_a_turn_is_read_before_it_is_served_and_served_once(
    noun: str, begin: Any, who: str, form: dict[str, Any], state: str, words: str
) -> None:
    case, client = begin(), stories.signed_in(who)
    before = case.state
    assert client.get(at(case, noun)).status_code == 200
    html = client.post(at(case, noun), {**form, "step": "preview"}).content.decode()
    assert words in html.replace(" ", "")
    assert stories.again(case).state == before
    served = case.notices.count()
    for _ in range(2):
        assert client.post(at(case, noun), {**form, "step": "send", "key": key_of(html)}).status_code == 302
    assert stories.again(case).state == state
    assert case.notices.count() == served + 1


@pytest.mark.parametrize(("noun", "begin", "who", "form", "state", "words"), SERVED, ids=[row[0] for row in SERVED])
def test_a_turn_that_says_nothing_is_asked_for_its_reasons(
    noun: str, begin: Any, who: str, form: dict[str, Any], state: str, words: str
) -> None:
    case = begin()
    html = stories.signed_in(who).post(at(case, noun), {"step": "send", "key": "k"}).content.decode()
    assert "请先补充以下内容" in html
    assert stories.again(case).state == case.state


def test_a_slip_of_the_pen_is_corrected_by_a_notice_of_its_own() -> None:
    case, client = stories.accepted(), stories.signed_in(stories.APPROVER)
    stories.signed(case, stories.REVIEWER, "check")
    stories.signed(case, stories.VISITOR, "site-visit", second="方可")
    stories.signed(case, stories.REVIEWER, "decide")
    stories.signed(case, stories.APPROVER, "decide")
    served = case.notices.get(kind="decision")
    form = {"notice": str(served.pk), "wrong": "没有这样的文字", "right": "另外的文字"}
    assert "笔误" in client.post(at(case, "rectification/"), {**form, "step": "preview"}).content.decode()
    answer = client.post(at(case, "rectification/"), {**form, "step": "send", "key": "1"})
    assert answer.status_code == 422
    assert "文书中没有要更正的这段文字" in answer.content.decode()
    form["wrong"] = served.facts["paragraphs"][0][-6:]
    assert client.post(at(case, "rectification/"), {**form, "step": "send", "key": "2"}).status_code == 302
    assert case.notices.filter(kind="rectification").count() == 1


def test_an_error_of_the_form_is_corrected_at_once_with_the_applicants_consent() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    page = next(p for p in case.definition.form.pages if any(f.name == "premises.area" for f in p.fields))
    there = {f.name for f in page.fields}
    typed = {k: v for k, v in stories.ANSWERS.items() if any(k == n or k.startswith(f"{n}.") for n in there)}
    typed["premises.area"] = "68.5"
    path = at(case, f"correction/?page={page.name}")
    assert "86.5" in client.get(path).content.decode()
    answer = client.post(path, {**typed, "key": "1"})
    assert answer.status_code == 422
    assert "须经申请人同意" in answer.content.decode()
    assert "68.5" in answer.content.decode()
    assert client.post(path, {**typed, "agreed": "1", "key": "2"}).status_code == 302
    assert stories.again(case).state == "submitted"
    assert case.corrections.get().after == {"premises.area": "68.5"}


def test_nobody_sees_the_page_of_a_turn_that_is_not_his() -> None:
    case = stories.accepted()
    assert stories.signed_in(stories.REVIEWER).get(at(case, "extension/")).status_code == 403
    assert stories.signed_in(stories.ELSEWHERE).get(at(case, "extension/")).status_code == 404
