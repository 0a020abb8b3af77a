"""Amounts and thresholds of an item are dated parameters: resolved by the facts' day, each with its law."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tongban.registers.catalogue import folder
from tongban.registers.catalogue.kinds import BadItem, Definition
from tongban.registers.catalogue.tests.town import ITEMS, SMALL, small

ROWS = [
    {"since": "2024-01-01", "until": "2024-12-31", "value": 100, "law": "甲办法"},
    {"since": "2025-01-01", "value": 120.5, "law": "乙办法"},
]
FEE = {"charged": True, "standard": "每次一份", "law": "甲办法", "amount": "music.fee * 2"}
PARAMETERS = {"music.fee": {"title": {"zh": "登记费"}, "unit": "元", "values": ROWS}}


def definition(**changes: Any) -> Definition:
    return Definition.of(small(fee=FEE, parameters=PARAMETERS, **changes))


@pytest.mark.parametrize(
    ("day", "due"), [("2023-12-31", None), ("2024-01-01", 200), ("2024-12-31", 200), ("2025-01-01", 241)]
)
def test_an_amount_is_the_one_in_force_on_the_day_of_the_facts(day: str, due: int | None) -> None:
    assert definition().fee_due({"today": day}) == due


def test_an_edition_keeps_the_rows_and_their_law_through_json() -> None:
    again = Definition.from_json(definition().json)
    assert again.digest == definition().digest
    assert again.fee_due({"today": "2025-06-01"}) == 241
    assert [row.law for row in again.parameters.all["music.fee"].rows] == ["甲办法", "乙办法"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"since": "2024-01-01", "value": 1}], "依据"),
        ([ROWS[1], ROWS[0]], "先后"),
        ([{"since": "sometime", "value": 1, "law": "甲"}], "日期"),
        ([], "values"),
    ],
)
def test_rows_without_law_or_in_disorder_are_refused(rows: list[Any], words: str) -> None:
    with pytest.raises(BadItem, match=words):
        Definition.of(small(fee=FEE, parameters={"music.fee": {"values": rows}}))


def test_a_parameter_may_not_take_the_name_of_a_field() -> None:
    with pytest.raises(BadItem, match="重名"):
        Definition.of(small(parameters={"act.fee": {"values": ROWS}}))


def test_a_folder_names_parameters_and_brings_their_rows_from_the_shelf(tmp_path: Path) -> None:
    shelf, item = tmp_path / "parameters", tmp_path / "culture" / "music"
    shelf.mkdir()
    item.mkdir(parents=True)
    (shelf / "culture.yaml").write_text(
        "music.fee:\n  values:\n    - {since: 2024-01-01, value: 100, law: 甲办法}\n", "utf-8"
    )
    (item / "item.yaml").write_text(SMALL + "parameters: [music.fee]\n", "utf-8")
    assert folder.load(item).parameters.all["music.fee"].rows[0].law == "甲办法"
    (item / "item.yaml").write_text(SMALL + "parameters: [music.fees]\n", "utf-8")
    with pytest.raises(BadItem, match="您是不是想写“music"):
        folder.load(item)


def test_the_old_age_allowance_follows_the_law_and_not_a_figure_in_the_item() -> None:
    item = folder.load(ITEMS / "welfare" / "old-age-allowance")
    assert not any(figure in item.gives.amount.text for figure in ("600", "350", "180", "150", "75"))
    assert item.amount({"today": "2026-01-01", "applicant": {"age": 80}}) == 180
