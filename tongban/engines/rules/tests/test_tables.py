"""Decision tables and dated parameters."""

import datetime as dt

import pytest

from tongban.engines.rules import Parameters, RuleError, Scope, Table, parse

AGES = {"inputs": ["age", "hukou"], "outputs": ["amount"], "hit": "first",
        "rules": [[">= 80", '"本地"', 180], ["[65..80)", '"本地"', 75], ["-", "-", 0]]}
LAW = {"subsidy.monthly": {"title": {"zh": "月补贴"}, "unit": "元", "values": [
    {"since": dt.date(2024, 1, 1), "value": 100, "law": "甲办法第3条"},
    {"since": dt.date(2025, 7, 1), "value": 120, "law": "甲办法（2025修订）第3条"}]}}


@pytest.mark.parametrize(("age", "amount"), [(64, 0), (65, 75), (79, 75), (80, 180)])
def test_a_table_gives_the_result_of_the_rule_that_holds(age, amount):
    assert Table.of(AGES, ["age", "hukou"]).value({"age": age, "hukou": "本地"}) == amount


def test_a_table_tells_which_rule_held_and_which_facts_it_asks_for():
    table = Table.of(AGES, ["age", "hukou"])
    assert table.hit({"age": 70, "hukou": "本地"}).rules == (2,)
    assert table.names() == {"age", "hukou"}


@pytest.mark.parametrize(("hit", "expected"), [
    ("unique", None), ("any", None), ("first", 1), ("rule order", [1, 2]), ("collect", [1, 2]), ("C+", 3), ("C<", 1),
    ("C>", 2), ("C#", 2),
])
def test_every_hit_policy_decides_between_overlapping_rules(hit, expected):
    table = Table.of({"inputs": ["x"], "outputs": ["y"], "hit": hit, "rules": [["> 1", 1], ["> 2", 2]]})
    assert table.value({"x": 3}) == expected


def test_a_wrong_cell_is_refused_with_its_row_and_column():
    with pytest.raises(RuleError, match="第 1 行第 1 格"):
        Table.of({"inputs": ["x"], "outputs": ["y"], "rules": [["> > 1", 1]]})


def test_a_parameter_has_the_value_of_its_day():
    parameters = Parameters.of(LAW)
    assert parameters.on(dt.date(2025, 6, 30)) == {"subsidy.monthly": 100}
    assert parameters.on(dt.date(2025, 7, 1)) == {"subsidy.monthly": 120}
    assert parameters.on(dt.date(2023, 12, 31)) == {}
    assert parameters.versions(dt.date(2026, 1, 1)) == {"subsidy.monthly": "2025-07-01"}


def test_parameters_are_used_by_name():
    parameters = Parameters.of(LAW)
    rule = parse("subsidy.monthly * months", Scope({**parameters.types(), "months": "number"}))
    assert rule.value({**parameters.on(dt.date(2024, 5, 1)), "months": 3}) == 300


@pytest.mark.parametrize("row", [
    {"since": dt.date(2024, 1, 1), "value": 1}, {"value": 1, "law": "x"}, {"since": "2024", "value": 1, "law": "x"},
])
def test_a_parameter_without_date_or_law_is_refused(row):
    with pytest.raises(RuleError):
        Parameters.of({"p": {"values": [row]}})


def test_priority_takes_the_most_important_result():
    content = {"inputs": ["n"], "outputs": ["y"], "rules": [["> 1", '"low"'], ["> 2", '"high"']],
               "order": ['"high"', '"low"']}
    assert Table.of({**content, "hit": "priority"}).value({"n": 3}) == "high"
    assert Table.of({**content, "hit": "output order"}).value({"n": 3}) == ["high", "low"]


@pytest.mark.parametrize(("changes", "words"), [
    ({"hit": "priority"}, "order"), ({"hit": "output order"}, "order"),
    ({"hit": "C+", "outputs": ["y", "z"], "rules": [["-", 1, 2]]}, "一个结果"),
    ({"hit": "sometimes"}, "sometimes|SOMETIMES"),
])
def test_a_hit_policy_that_cannot_work_is_refused_when_the_table_is_read(changes, words):
    with pytest.raises(RuleError, match=words):
        Table.of({"inputs": ["n"], "outputs": ["y"], "rules": [["-", 1]], **changes})
