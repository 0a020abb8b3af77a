"""Rules under which a machine grants are complete, or the item is refused with the place at fault."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tongban.registers.catalogue import examples, folder
from tongban.registers.catalogue.kinds import BadItem, Definition

ITEM = Path(__file__).parents[4] / "items" / "market" / "sole-trader-registration"


@cache
def shop() -> Definition:
    return folder.load(ITEM)


def changed(change: Callable[[dict[str, Any]], object]) -> Definition:
    mapping = copy.deepcopy(shop().mapping)
    change(mapping)
    return Definition.of(mapping)


def test_the_item_as_it_stands_keeps_its_word() -> None:
    assert shop().automatic is not None
    assert examples.check(shop()) == []


@pytest.mark.parametrize(("change", "said"), [
    (lambda m: m["automatic"]["checks"].remove("able"), "审查要点“经营者有经营能力”"),
    (lambda m: m["automatic"]["checks"].append("abel"), "您是不是想写“able”"),
    (lambda m: m["automatic"]["materials"].pop("place-right"), "没有写明材料“经营场所使用证明”"),
    (lambda m: m["automatic"]["materials"].update({"place-right": "absent"}), "只有人能核对"),
    (lambda m: m["automatic"]["materials"].update({"identity-card": "promise"}), "不能以承诺代替"),
    (lambda m: m["automatic"]["materials"].update({"member-relation": "reads"}), "没有写识读时与什么比对"),
    (lambda m: m["automatic"]["materials"].update({"place-right": "magic"}), "不认识“magic”"),
    (lambda m: m["automatic"]["conditions"]["lasting-right"].update({"that": "place.rihgt = 1"}), "place.rihgt"),
    (lambda m: m["automatic"]["conditions"]["plain-trade"]["table"].update({"outputs": ["a", "b"]}), "决策表"),
    (lambda m: m["automatic"]["sample"].update({"share": 0}), "至少是 1"),
    (lambda m: m["process"]["decide"].update({"two-officers": True}), "必须由两人到场"),
    (lambda m: [e["expect"].pop("automatic", None) for e in m["examples"].values()], "转人工的例子"),
])  # fmt: skip
def test_what_is_not_complete_is_refused_with_its_reason(change: Callable[[dict[str, Any]], object], said: str) -> None:
    with pytest.raises(BadItem) as refused:
        changed(change)
    assert said in refused.value.sentence


def test_an_example_that_promises_a_machine_s_decision_too_much_does_not_hold() -> None:
    def change(mapping: dict[str, Any]) -> None:
        mapping["examples"]["at seventeen a person looks whether he lives by his own work"]["expect"]["automatic"] = []

    assert any("check.grown-up" in str(one) for one in examples.check(changed(change)))


def test_what_cannot_be_said_keeps_the_machine_away() -> None:
    definition = shop()
    assert definition.automatic is not None
    codes = [one.code for one in definition.automatic.expected(definition, {"trader": {"form": "one"}})]
    assert {"check.able", "condition.lasting-right"} <= set(codes)
