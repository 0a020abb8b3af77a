"""Changing the library in the office: one drafts, another approves, nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from django.test import Client

from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.identity import queries as identity
from tongban.work.revisions import queries
from tools import people

CODE = "old-age-allowance"


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(identity.account_by_name(username))
    return client


@pytest.fixture
def operator(town: None) -> Client:
    return signed_in("LT0011")


@pytest.fixture
def second(town: None) -> Client:
    return signed_in("LT0015")


def changed(**content: Any) -> str:
    return queries.yaml_of({**yaml.safe_load(queries.source_text(CODE)[0]), **content})


def drafted(operator: Client, text: str = "", kind: str = "change", **said: Any) -> str:
    """The address of a change that was begun in the office."""
    form = {"kind": kind, "item": [CODE], "text": text, "reason": "俗称不全", "key": "begin", **said}
    answer = operator.post("/office/revisions/new/", form)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def test_one_drafts_and_sends_another_approves_and_it_is_published_once(operator: Client, second: Client) -> None:
    page = drafted(operator, changed(alias=["敬老金"]))
    assert operator.post(f"{page}turns/send/", {"key": "s"}).status_code == 302
    html = second.get(page).content.decode()
    assert "<ins>敬老金</ins>" in html
    assert second.post(f"{page}turns/approve/", {"key": "a"}).status_code == 422
    for _ in range(2):
        answer = second.post(f"{page}turns/approve/", {"key": "b", "sure": "yes"}, follow=True)
    assert "已通过并发布" in answer.content.decode()
    assert [one.number for one in catalogue.editions_of(CODE)] == [2, 1]


def test_a_desk_or_licence_the_city_does_not_have_is_said_with_what_was_meant(town: None) -> None:
    text = changed()
    content = yaml.safe_load(text.replace("desk: welfare", "desk: wellfare"))
    content["gives"] |= {"licence": "old-age", "valid": "1 year"}
    said = [str(bad) for bad in queries.unknown_to_city(Definition.of(content))]
    assert any("没有登记岗位“wellfare”" in one and "您是不是想写“welfare”" in one for one in said)
    assert any("没有登记证照类型“old-age”" in one for one in said)


def test_who_drafted_sees_no_button_to_approve_and_is_refused_in_a_sentence(operator: Client) -> None:
    page = drafted(operator, changed(alias=["敬老金"]))
    operator.post(f"{page}turns/send/", {"key": "s"})
    html = operator.get(page).content.decode()
    assert "turns/approve" not in html
    assert "要由另一位工作人员审核" in html
    answer = operator.post(f"{page}turns/approve/", {"key": "a", "sure": "yes"})
    assert (answer.status_code, "不能审核自己起草的内容" in answer.content.decode()) == (403, True)


def test_what_is_sent_back_says_why_and_an_empty_reason_is_asked_for_in_place(operator: Client, second: Client) -> None:
    page = drafted(operator, changed(alias=["敬老金"]))
    operator.post(f"{page}turns/send/", {"key": "s"})
    assert "请写明退回的原因" in second.post(f"{page}turns/send-back/", {"key": "a"}).content.decode()
    second.post(f"{page}turns/send-back/", {"key": "b", "reason": "俗称不准确"})
    assert "俗称不准确" in operator.get(page).content.decode()


@pytest.mark.parametrize("content", ["a: [", "\x00", "- 1", "&a [*a]", "a: !!python/object:os.system x"])
def test_any_text_is_kept_and_gets_a_sentence_and_never_an_error_page(operator: Client, content: str) -> None:
    page = drafted(operator)
    address = f"{page}texts/1/"
    assert operator.post(address, {"text": content, "version": "1"}).status_code == 302
    assert operator.get(address).status_code == 200
    assert "需要修改" in operator.get(page).content.decode()
    assert operator.post(f"{page}turns/send/", {"key": "s"}).status_code == 422


def test_a_mistake_is_shown_with_its_line_where_the_text_is_edited(operator: Client) -> None:
    page = drafted(operator, changed().replace("title:", "titel:", 1))
    html = operator.get(f"{page}texts/1/").content.decode()
    assert "不认识“titel”这一项" in html
    assert 'class="here"' in html


def test_a_colleague_s_text_is_shown_beside_what_was_typed_and_neither_is_lost(operator: Client) -> None:
    page = drafted(operator)
    address = f"{page}texts/1/"
    operator.post(address, {"text": "code: theirs\n", "version": "1"})
    answer = operator.post(address, {"text": "code: mine\n", "version": "1"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "code: theirs" in html
    assert "code: mine" in html
    assert "苏衡在" in html
    assert operator.post(address, {"text": "code: mine\n", "version": "2"}).status_code == 302


def test_an_item_is_suspended_by_two_people_with_a_reason_people_read(operator: Client, second: Client) -> None:
    page = drafted(operator, kind="suspend")
    said = {"reason": "系统升级", "note": "升级到周五", "effective_on": "", "key": "p"}
    operator.post(f"{page}plan/", said)
    operator.post(f"{page}turns/send/", {"key": "s"})
    second.post(f"{page}turns/approve/", {"key": "a", "sure": "yes"})
    assert catalogue.item(CODE).state_reason == "升级到周五"


def test_a_wrong_day_is_told_and_what_was_typed_is_still_there(operator: Client) -> None:
    page = drafted(operator)
    answer = operator.post(f"{page}plan/", {"reason": "写了很久的原因", "effective_on": "明天", "key": "p"})
    assert (answer.status_code, "写了很久的原因" in answer.content.decode()) == (422, True)


def test_a_split_begins_with_two_texts_and_may_have_more(operator: Client) -> None:
    page = drafted(operator, kind="split")
    assert operator.post(f"{page}texts/", {"key": "m"}).headers["Location"] == f"{page}texts/3/"
    operator.post(f"{page}texts/2/taken/", {"key": "l"})
    html = operator.get(page).content.decode()
    assert "texts/3/" in html
    assert "texts/2/" not in html


def test_the_guide_of_an_ended_item_leads_to_what_follows_it(operator: Client, second: Client) -> None:
    page = drafted(operator, changed(code="allowance-new"), kind="merge", item=[CODE, "outdoor-advertising"])
    operator.post(f"{page}turns/send/", {"key": "s"})
    second.post(f"{page}turns/approve/", {"key": "a", "sure": "yes"})
    answer = Client().get(f"/services/{CODE}/")
    assert (answer.status_code, '<a href="/services/allowance-new/">' in answer.content.decode()) == (409, True)


def test_a_packaged_folder_is_drafted_with_its_forms(operator: Client) -> None:
    page = drafted(operator, kind="add", folder="market/food-business-licence", item=[])
    assert "已经有代码为“food-business-licence”的事项" in operator.get(page).content.decode()
    answer = operator.post("/office/revisions/new/", {"kind": "add", "folder": "../etc", "key": "x"})
    assert "没有这个事项文件夹" in answer.content.decode()


def test_nobody_without_a_post_of_the_library_gets_in(operator: Client) -> None:
    page = drafted(operator)
    for name in ("LT0101", "linwan"):
        assert signed_in(name).get(page).status_code == 403
    overseer = signed_in("LT0012")
    assert overseer.get(page).status_code == 200
    assert overseer.post(f"{page}turns/drop/", {"key": "d"}).status_code == 403
    assert people.actor("LT0015").posts_as("reviewer")
