"""What a material says about its reading: kinds and fields that exist, comparisons over names that exist, a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tongban.registers.catalogue.kinds import BadItem, Definition
from tongban.registers.catalogue.tests.town import small

LICENCE: dict[str, Any] = {
    "kind": "business-licence", "match": {"name": "applicant.name", "number": "applicant.code"}, "valid": "today",
    "stop": ["kind"],
}  # fmt: skip


def test_a_material_says_what_is_read_and_with_what_it_is_compared() -> None:
    reads = Definition.of(small(materials__photo__reads=LICENCE)).material("photo").reads
    assert reads is not None
    facts = {"applicant": {"name": "晚来香", "code": "9"}, "today": date(2026, 11, 27)}
    expected = reads.expected(facts)
    assert expected.kinds == ("business-licence",)
    assert dict(expected.match) == {"name": "晚来香", "number": "9"}
    assert expected.valid == date(2026, 11, 27)
    assert reads.stops("kind")
    assert not reads.stops("match.name")


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"kind": "bussiness-licence"}, "business-licence"),
        ({"match": {"nmae": "applicant.name"}}, "name"),
        ({"match": {"name": "applicant.nmae"}}, "applicant.name"),
        ({"valid": "applicant.name"}, "日期"),
        ({"kind": "driving-permit", "match": {}}, "有效期"),
        ({"stop": ["everything"]}, "stop"),
        ({"color": "red"}, "color"),
        ({"kind": []}, "kind"),
    ],
)
def test_a_slip_is_found_when_the_item_is_checked(wrong: dict[str, Any], word: str) -> None:
    with pytest.raises(BadItem) as refused:
        Definition.of(small(materials__photo__reads={**LICENCE, **wrong}))
    assert word in refused.value.sentence


def test_what_a_department_looks_up_itself_is_not_read() -> None:
    with pytest.raises(BadItem, match="识读"):
        Definition.of(small(materials__photo__from="department", materials__photo__reads=LICENCE))
