"""How an item says that a material need not be handed in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds import Definition, Validity
from tongban.registers.catalogue.tests.town import small

FORM = {"child.name": {"type": "name", "label": "孩子姓名"}, "spouse": {"type": "person", "label": "配偶"}}
BASE = small(
    kind="payment", form=FORM, checks=None, gives={"name": "津贴", "type": "none"},
    process={"decide": {"desk": "welfare", "within": "1 working day", "decides": True}},
    examples={"one": {"given": {"child": {"name": "小样"}}, "expect": {"failed": []}}},
)  # fmt: skip
MARRIAGE = {
    "source": "marriage", "with": {"id": "applicant.code", "name": "applicant.name"},
    "that": "answer.married = true and answer.registered_on <= today",
}  # fmt: skip


def read(instead: Any, **more: Any) -> Definition:
    return Definition.of({**BASE, "materials": {"paper": {"title": "结婚证", "instead": instead}}, **more})


def test_the_ways_stand_in_the_order_written() -> None:
    ways = [
        {"licence": "marriage-certificate", "of": "spouse"}, {"data": MARRIAGE}, {"earlier": {"within": "2 years"}},
        {"request": {"desk": "household", "within": "3 working days"}},
    ]  # fmt: skip
    material = read(ways).materials[0]
    assert [one.way for one in material.instead] == ["licence", "data", "earlier", "request"]
    assert material.held
    assert not material.unproved


def test_only_the_fields_a_condition_needs_are_fetched() -> None:
    way = read([{"data": {**MARRIAGE, "show": ["certificate"]}}]).materials[0].instead[0]
    assert way.fields == ("married", "registered_on", "certificate")


@pytest.mark.parametrize(
    ("instead", "says"),
    [
        ([{"licences": "x"}], "您是不是想写“licence”"),
        ([{"licence": "x", "of": "spuse"}], "您是不是想写“spouse”"),
        ([{"licence": "x", "of": "child.name"}], "填写人员或单位的字段"),
        ([{"licence": "x", "request": {"desk": "d", "within": "1 working day"}}], "一行只写一种"),
        ([{"data": {**MARRIAGE, "source": "mariage"}}], "您是不是想写“marriage”"),
        ([{"data": {**MARRIAGE, "with": {"id": "applicant.code"}}}], "还要写明 name（姓名）"),
        ([{"data": {**MARRIAGE, "with": {"id": "applicant.code", "name": "applicant.nam"}}}], "applicant.name"),
        ([{"data": {**MARRIAGE, "that": "answer.maried = true"}}], "answer.married"),
        ([{"data": {**MARRIAGE, "that": "answer.married > 3"}}], "不能用"),
        ([{"data": {**MARRIAGE, "that": "today = today"}}], "没有用到回答中的任何字段"),
        ([{"data": {**MARRIAGE, "show": ["spous"]}}], "您是不是想写“spouse”"),
        ([{"earlier": {"within": "for ever"}}], "2 years"),
        ([{"earlier": {"within": "2 years", "same": "project"}}], "表单里没有“project.code”"),
        ([{"request": {"desk": "household"}}], "within"),
        ([{"request": {"desk": "household", "within": "3 hours"}}], "工作日"),
        ("marriage", "对照表"),
    ],
)
def test_a_slip_is_told_with_its_place(instead: Any, says: str) -> None:
    with pytest.raises(BadItem) as refused:
        read(instead)
    assert says in refused.value.sentence
    assert "materials.paper" in str(refused.value.path)


def test_a_resource_is_not_used_for_what_it_may_not_serve() -> None:
    check = {"source": "minimum-living", "with": {"id": "applicant.code"}, "that": "answer.receives = true"}
    with pytest.raises(BadItem, match="不能用于这类事项"):
        read([{"data": check}], kind="licence")


def test_an_example_may_hold_what_a_source_would_say() -> None:
    definition = read([{"data": MARRIAGE}])
    said: dict[str, Any] = {"married": True, "registered_on": "2020-05-20"}
    facts = {"today": date(2026, 1, 1), "sources": {"marriage": said}}
    assert definition.asked_materials(facts) == []
    assert definition.asked_materials({**facts, "today": date(2020, 5, 19)}) != []
    assert definition.asked_materials({**facts, "sources": {"marriage": {"married": None}}}) != []


def test_a_way_is_open_only_when_its_condition_holds() -> None:
    definition = read([{"data": MARRIAGE, "when": 'child.name = "小样"'}])
    assert definition.asked_materials({"child": {"name": "小样"}}) == []
    assert definition.asked_materials({"child": {"name": "大样"}}) != []


def test_the_older_keys_are_one_way() -> None:
    older = Definition.of(small()).materials[0]
    assert [(one.way, one.licence) for one in older.instead] == [("licence", "identity-card")]


@given(last=st.dates(date(1950, 1, 1), date(2100, 1, 1)), months=st.integers(1, 48))
def test_what_is_good_for_so_long_is_good_from_its_first_day(last: date, months: int) -> None:
    span = Validity(months, "month")
    first = span.first_day(last)
    assert first < last
    assert (last.year - first.year) * 12 + last.month - first.month in (months, months - 1)
