"""Asking other authorities over real HTTP: once a day, no field too many, and never longer than a page can wait."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tongban.kernel import outbound, time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.sources import actions, queries
from tongban.registers.sources.errors import AuthorisationOver, NotYourData
from tongban.registers.sources.kinds import Kind, Matter, Query, State, resources
from tongban.registers.sources.tests.authority import SYSTEM, Authority, authority
from tools import people

pytestmark = pytest.mark.django_db
ME = Actor("person", "1", "样例", door="portal", strength=2, proved=True)
OTHER = Actor("person", "2", "示例", door="portal", strength=2, proved=True)
MATTER = Matter("case/1", "儿童津贴", "civil-affairs", "person/1")
MARRIAGE = Query("marriage", {"id": "1", "name": "样例"}, ("married", "registered_on"), "person/1")
HOUSEHOLD = Query("household", {"id": "1", "name": "样例"}, ("registered",), "person/1")


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Authority]:
    with authority(tmp_path) as made:
        made.connect("marriage", "household")
        yield made


def test_a_question_is_asked_once_for_a_case_on_a_day(source: Authority) -> None:
    first = actions.ask(ME, MATTER, [MARRIAGE])
    again = actions.ask(ME, MATTER, [MARRIAGE])
    assert first[0].values == again[0].values == {"married": True, "registered_on": "2019-05-20"}
    assert source.asked == ["marriage"]
    with time.held(time.now() + timedelta(days=1)):
        actions.ask(ME, MATTER, [MARRIAGE])
    assert source.asked == ["marriage"] * 2


def test_no_field_is_fetched_or_kept_that_the_item_does_not_need(source: Authority) -> None:
    actions.ask(ME, MATTER, [HOUSEHOLD])
    assert source.desk.log[0]["fields"] == ["registered"]
    assert [row.values for row in queries.answered("case/1")] == [{"registered": True}]


def test_evidence_says_what_was_asked_when_and_what_came_without_the_number(source: Authority) -> None:
    (said,) = actions.ask(ME, MATTER, [MARRIAGE])
    (row,) = queries.answered("case/1")
    assert (row.source, row.digest, len(row.digest)) == ("marriage", said.digest, 64)
    assert row.shown == [("现在是否有配偶", "是"), ("登记日期", "2019-05-20")]
    assert "样例" not in row.query


@pytest.mark.parametrize("mode", ["down", "garbage", "wrong"])
def test_a_source_that_answers_nonsense_or_nothing_is_no_evidence(source: Authority, mode: str) -> None:
    source.desk.set_mode(mode)
    (said,) = actions.ask(ME, MATTER, [MARRIAGE])
    assert not said.answered
    assert queries.answered("case/1") == []
    assert queries.uses_of(ME) == []


def test_a_slow_source_does_not_hold_up_the_others(source: Authority) -> None:
    source.desk.set_mode("slow", "marriage")
    said = {one.query.source: one for one in actions.ask(ME, MATTER, [MARRIAGE, HOUSEHOLD], budget=0.7)}
    assert said["household"].answered
    assert "in time" in said["marriage"].error


def test_a_source_that_recovers_is_asked_again_and_its_answer_counts(source: Authority) -> None:
    source.desk.set_mode("down")
    actions.ask(ME, MATTER, [MARRIAGE])
    source.desk.set_mode("well")
    (said,) = actions.ask(ME, MATTER, [MARRIAGE])
    assert said.answered
    assert len(queries.tried("case/1")) == 1


def test_a_source_that_fails_again_and_again_is_left_alone_for_a_while(source: Authority) -> None:
    source.desk.set_mode("down")
    for number in range(3):
        actions.ask(ME, Matter(f"case/{number}", "t", "d", "person/1"), [MARRIAGE])
    before = len(source.asked)
    (said,) = actions.ask(ME, Matter("case/9", "t", "d", "person/1"), [MARRIAGE])
    assert said.error == "left alone for a while"
    assert len(source.asked) == before
    source.desk.set_mode("well")
    with time.held(time.now() + timedelta(seconds=20)):
        (said,) = actions.ask(ME, Matter("case/10", "t", "d", "person/1"), [MARRIAGE])
    assert said.answered


def test_a_resource_nobody_connected_is_said_not_to_answer(source: Authority) -> None:
    query = Query("disability", {"id": "1"}, ("holds",), "person/1")
    assert actions.ask(ME, MATTER, [query])[0].error == "not connected"


def test_a_question_that_is_not_signed_is_refused(source: Authority) -> None:
    request = urllib.request.Request(f"{source.url}/marriage", b'{"asked": {"id": "1"}}')
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=5)
    assert refused.value.code == 401
    refused.value.close()


@pytest.mark.parametrize("address", ["http://127.0.0.1/x", "ftp://example.org", "https://169.254.169.254/", "https://u@h/"])
def test_a_wire_does_not_lead_inside_or_to_a_cloud_s_metadata(address: str) -> None:
    with pytest.raises(outbound.NotThere):
        outbound.post(address, b"", {}, total=1, private_ok=False)


def test_each_use_is_a_row_its_holder_may_read_and_nobody_else(source: Authority) -> None:
    actions.ask(ME, MATTER, [MARRIAGE])
    (use,) = queries.uses_of(ME)
    assert (use.what_title, use.title, use.department, use.by) == ("婚姻登记信息", "儿童津贴", "civil-affairs", "样例")
    assert use.fields == ["现在是否有配偶", "登记日期"]
    assert queries.uses_of(OTHER) == []


def test_the_same_evidence_is_one_use_of_a_case() -> None:
    for _ in range(2):
        actions.use(ME, MATTER, "person/1", Kind.LICENCE, "identity-card", "居民身份证", "l1", "经本人同意")
    assert len(queries.uses_of(ME)) == 1


def test_only_the_holder_says_whether_his_data_may_be_used_and_he_may_take_it_back() -> None:
    row = actions.ask_holder(ME, MATTER, "marriage", Kind.DATA, "marriage", "婚姻登记信息", "person/2")
    with pytest.raises(NotYourData):
        actions.answer(ME, str(row.pk), give=True)
    assert actions.answer(OTHER, str(row.pk), give=True).state == State.GIVEN
    assert actions.answer(OTHER, str(row.pk), give=False).state == State.DECLINED


def test_an_authorisation_ends_with_its_case_and_is_not_given_again() -> None:
    row = actions.ask_holder(ME, MATTER, "marriage", Kind.DATA, "marriage", "婚姻登记信息", "person/2")
    actions.answer(OTHER, str(row.pk), give=True)
    assert actions.end(SYSTEM, "case/1") == 1
    with pytest.raises(AuthorisationOver):
        actions.answer(OTHER, str(row.pk), give=True)


def test_only_who_keeps_the_wires_connects_them() -> None:
    with pytest.raises(NotAllowed):
        actions.connect(ME, "marriage", "https://example.org/", "whsec_x")


def test_the_catalogue_of_resources_is_whole() -> None:
    wrong: list[Any] = []
    for code, one in resources().items():
        if one.of not in one.asks or one.owner not in people.read("departments") or not one.types or not one.law:
            wrong.append(code)
        wrong += [(code, kind) for kind in one.types.values() if kind not in ("text", "number", "boolean", "date")]
    assert wrong == []
