"""Data elements: a field says only what is its own, and never allows what its element forbids."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines.forms import BadForm, Form

ELEMENTS: dict[str, dict[str, Any]] = {
    "person.phone": {"type": "phone", "label": "手机号码"},
    "premises.area": {"type": "number", "label": "面积", "unit": "平方米", "min": 1, "max": 500, "decimals": 2},
    "bank.account": {
        "type": "text", "label": "账号", "pattern": "[0-9]{12,21}", "length": [12, 21], "never-reuse": True,
    },
    "person.sex": {"type": "choice", "label": "性别", "options": {"1": "男", "2": "女"}},
    "person.birth": {"type": "date", "label": "出生日期", "max": "today"},
}


def one(element: str, **own: Any) -> Any:
    return Form.of({"a.b": {"element": element, **own}}, elements=ELEMENTS).fields["a.b"]


def test_a_field_inherits_what_it_does_not_say_itself() -> None:
    field = one("premises.area", label="经营面积", hint="全部建筑面积")
    assert (field.type, field.label, field.unit, field.max, field.hint) == (
        "number", "经营面积", "平方米", 500, "全部建筑面积",
    )  # fmt: skip
    assert one("bank.account").never_reuse


@pytest.mark.parametrize(
    ("element", "own"),
    [
        ("premises.area", {"min": 0}),
        ("premises.area", {"max": 501}),
        ("premises.area", {"decimals": 3}),
        ("premises.area", {"unit": "亩"}),
        ("premises.area", {"type": "text"}),
        ("bank.account", {"length": [1, 21]}),
        ("bank.account", {"pattern": ".*"}),
        ("bank.account", {"never-reuse": False}),
        ("person.sex", {"options": {"1": "男", "9": "其他"}}),
        ("person.birth", {"max": "2999-01-01"}),
        ("person.fone", {}),
    ],
)
def test_a_field_that_widens_its_element_is_refused(element: str, own: dict[str, Any]) -> None:
    with pytest.raises(BadForm):
        one(element, **own)


def test_a_field_may_narrow_its_element() -> None:
    assert one("premises.area", min=10, max=200, decimals=0).max == 200
    assert one("bank.account", length=[16, 19]).length == (16, 19)
    assert list(one("person.sex", options={"2": "女"}).options) == ["2"]


@given(st.integers(1, 500), st.integers(1, 500), st.integers(-100, 700))
def test_whatever_fits_a_field_fits_its_element(low: int, high: int, typed: int) -> None:
    if low > high:
        low, high = high, low
    narrow = Form.of({"a.b": {"element": "premises.area", "min": low, "max": high}}, elements=ELEMENTS)
    wide = Form.of({"a.b": {"element": "premises.area"}}, elements=ELEMENTS)
    raw = {"a.b": str(typed)}
    assert not narrow.clean(raw, {}).ok or wide.clean(raw, {}).ok


def test_a_proof_belongs_only_to_what_is_prefilled_and_may_be_changed() -> None:
    with pytest.raises(BadForm):
        one("person.phone", proof="reason")
    with pytest.raises(BadForm):
        one("person.phone", proof="reason", fill="applicant.phone", locked=True)
    assert one("person.phone", proof="reason", fill="applicant.phone").mode == "proof"
