"""The policies a city starts with: every example holds when decided and when matched, and is explained well."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tongban.engines.rules import Parameters, parse
from tongban.engines.rules.match import Columns, match_query, read_policies

ITEMS = Path(__file__).parents[4] / "items"
PARAMETERS = Parameters.read(ITEMS / "parameters")
POLICIES = read_policies(ITEMS / "policies", PARAMETERS)
EXAMPLES = [pytest.param(policy, example, id=f"{key}: {example.name}")
            for key, policy in POLICIES.items() for example in policy.examples]
SQL = {"number": "DECIMAL(12,4)", "string": "VARCHAR", "boolean": "BOOLEAN", "date": "DATE"}


def test_there_are_twelve_policies():
    assert len(POLICIES) == 12


@pytest.mark.parametrize(("policy", "example"), EXAMPLES)
def test_every_example_is_decided_as_written(policy, example):
    holds, amount = policy.policy.decide(example.given, example.on)
    assert holds is example.holds
    assert amount == example.amount


@pytest.mark.parametrize(("policy", "example"), EXAMPLES)
def test_every_example_is_matched_as_written(policy, example):
    types = {name: SQL[kind.name] for name, kind in policy.policy.scope.types.items() if name not in PARAMETERS.all}
    con = duckdb.connect()
    con.execute("create table t (id integer, " + ", ".join(f'"{name}" {kind}' for name, kind in types.items()) + ")")
    con.execute(f"insert into t values ({', '.join('?' * (len(types) + 1))})",
                [7, *(example.given.get(name) for name in types)])
    query = match_query([policy.policy], "t", "id", example.on, columns=Columns({name: name for name in types}))
    rows = con.execute(query).fetchall()
    assert [(row[0], row[2]) for row in rows] == ([(7, example.amount)] if example.holds else [])


@pytest.mark.parametrize(("policy", "example"), EXAMPLES)
def test_every_example_is_explained_in_both_languages(policy, example):
    for lang in ("zh", "en"):
        found = policy.explain(example.given, example.on, lang)
        assert found.outcome is example.holds
        assert found.short
        assert bool(found.needed) is (found.verdict is False)


@pytest.mark.parametrize(("policy", "example"), EXAMPLES)
def test_an_english_explanation_shows_no_chinese_words(policy, example):
    found = policy.explain(example.given, example.on, "en")
    assert not re.search("[\u3400-\u9fff]", found.short + found.full + found.needed)


@pytest.mark.parametrize(("policy", "example"), EXAMPLES)
def test_a_chinese_explanation_shows_no_names_of_fields(policy, example):
    found = policy.explain(example.given, example.on)
    assert not [name for name in policy.policy.scope.types if "." in name and name in found.short + found.full]


def test_a_false_result_is_explained_as_a_person_would_say_it():
    found = POLICIES["stable-jobs"].explain(
        {"insured.months": 24, "layoff_rate": Decimal("0.2"), "insured.headcount": 31, "serious_discredit": False,
         "zombie_enterprise": False}, dt.date(2025, 6, 1))
    assert found.short == ("不符合条件：裁员率 20% 大于裁员率上限（5.5%）；"
                           "参保人数 31 人大于小规模企业参保人数上限（30 人）。"
                           "要符合条件：满足下列之一即可：裁员率需要不超过 5.5%（现为 20%，超出 14.5 个百分点）；"
                           "或者参保人数需要不超过 30 人（现为 31 人，超出 1 人）。")


def test_what_a_yes_or_no_fact_says_is_a_phrase():
    found = POLICIES["disabled-living"].explain({"disability.certificate_valid": True, "hukou.local": True},
                                                dt.date(2026, 1, 1))
    assert found.short == "尚不能判断，因为还不知道是否属于低保家庭。"


def test_a_figure_without_names_is_explained_by_its_unit():
    found = parse("premises.area > 200").explain({"premises": {"area": 320}}, labels={"premises.area": "经营面积"},
                                                 units={"premises.area": "m²"})
    assert found.short == "符合条件：经营面积 320 m² 大于 200 m²。"


def test_two_months_short_are_said_so():
    found = POLICIES["stable-jobs"].explain(
        {"insured.months": 10, "layoff_rate": 0, "insured.headcount": 10, "serious_discredit": False,
         "zombie_enterprise": False}, dt.date(2025, 6, 1))
    assert "还差 2 个月" in found.needed


def test_what_is_not_known_is_said_so():
    found = POLICIES["aged-80"].explain({"hukou.local": True}, dt.date(2026, 1, 1))
    assert found.verdict is None
    assert found.missing == ("age",)
    assert "还不知道年龄" in found.short


def test_a_decision_remembers_the_versions_of_its_parameters():
    assert POLICIES["aged-80"].policy.versions(dt.date(2026, 1, 1)) == (
        '{"aged.from_100": "2013-07-01", "aged.from_80": "2013-07-01", "aged.from_90": "2013-07-01", '
        '"aged.min_age": "2013-07-01"}')


def test_amounts_are_rounded_half_up_to_cents():
    policy = POLICIES["six-tax"].policy
    facts = {"taxpayer.kind": "个体工商户", "taxpayer.six_taxes": Decimal("0.01")}
    assert policy.decide(facts, dt.date(2026, 1, 1)) == (True, Decimal("0.01"))
