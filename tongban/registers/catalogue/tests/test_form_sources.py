"""An item says of which questions other authorities know the answer, and nothing is asked that no question needs."""

from __future__ import annotations

from typing import Any

import pytest

from tongban.registers.catalogue.kinds import BadItem, Definition
from tongban.registers.catalogue.tests.test_instead import BASE, FORM

HOUSEHOLD = {"household": {"with": {"id": "applicant.code", "name": "applicant.name"}}}


def item(fill: str, sources: Any = HOUSEHOLD, **more: Any) -> dict[str, Any]:
    form = {**FORM, "home.address": {"type": "text", "label": "户籍地址", "fill": fill, **more}}
    return {**BASE, "form": form, "materials": {}, "sources": sources}


def test_a_fill_names_a_source_and_only_its_fields_are_asked_for() -> None:
    found = Definition.of(item('applicant.source("household").address'))
    one = found.sources["household"]
    assert (one.fields, dict(one.fills)) == (("address",), {"home.address": ("address",)})
    known = {"applicant": {"source": lambda code: {"address": "样例路 1 号"} if code == "household" else None}}
    assert found.prefill(known)["home.address"] == ("样例路 1 号", "来自户籍登记信息")
    assert "home.address" not in found.prefill({"applicant": {"source": lambda code: None}})


@pytest.mark.parametrize(
    ("fill", "sources", "sentence"),
    [
        ('applicant.source("marriage").spouse', HOUSEHOLD, "sources 里没有“marriage”"),
        ('applicant.source("household").adress', HOUSEHOLD, "没有字段“adress”"),
        ('applicant.source("household")', HOUSEHOLD, "写明资源和字段"),
        ("applicant.name", HOUSEHOLD, "没有字段用到“household”的回答"),
        ('applicant.source("nobody").address', {"nobody": {"with": {}}}, "数据资源目录里没有“nobody”"),
        ('applicant.source("household").address', {"household": {"with": {"id": "applicant.code"}}}, "还要写明 name"),
        (
            'applicant.source("household").address',
            {"household": {"with": {"id": 'applicant.source("household").address', "name": "applicant.name"}}},
            "不能再引用别的数据来源",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(fill: str, sources: Any, sentence: str) -> None:
    with pytest.raises(BadItem) as refused:
        Definition.of(item(fill, sources))
    assert sentence in str(refused.value)
