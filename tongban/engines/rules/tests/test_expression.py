"""Reading and deciding: what an item manager writes comes out as the standard says."""

import datetime as dt
from decimal import Decimal

import pytest

from tongban.engines.rules import RuleError, Scope, parse, unary

SHOP = {"premises": {"area": 320}, "business": {"kinds": ["hot-food"]}, "applicant": {"credit": "good"}}
NAMES = ["premises.area", "business.kinds", "applicant.credit"]


@pytest.mark.parametrize(("text", "expected"), [
    ("premises.area > 200", True),
    ('"hot-food" in business.kinds', True),
    ('premises.area > 200 and applicant.credit = "good"', True),
    ('applicant.credit in ("poor", "bad")', False),
    ("premises.area between 100 and 300", False),
    ("premises.area in [100..400]", True),
    ("count(business.kinds) > 1 or premises.area < 50", False),
    ("not(premises.area > 500)", True),
])
def test_a_condition_holds_or_not(text, expected):
    assert parse(text, NAMES).holds(SHOP) is expected


def test_facts_may_be_nested_or_dotted():
    rule = parse("premises.area > 200", NAMES)
    assert rule.holds({"premises.area": 320}) is rule.holds(SHOP) is True


def test_a_missing_fact_is_neither_true_nor_false():
    assert parse("premises.area > 200", NAMES).holds({}) is None


def test_names_may_be_chinese_and_hold_spaces():
    rule = parse("经营面积（平方米） > 200 and Full Name = \"林晚\"", ["经营面积（平方米）", "Full Name"])
    assert rule.holds({"经营面积（平方米）": 201, "Full Name": "林晚"}) is True


def test_an_expression_tells_which_facts_it_asks_for():
    rule = parse('some k in business.kinds satisfies k = applicant.credit', NAMES)
    assert rule.names() == {"business.kinds", "applicant.credit"}


def test_an_unknown_name_is_refused_with_the_one_probably_meant():
    with pytest.raises(RuleError) as refused:
        parse("premises.aera > 200", NAMES)
    assert "premises.area" in str(refused.value)
    assert "^^^^^^^^^^^^^" in str(refused.value)


def test_full_width_signs_are_refused_by_name():
    with pytest.raises(RuleError, match="全角"):
        parse("premises.area ＞ 200", NAMES)


def test_a_prefill_source_may_call_a_function_of_the_facts():
    scope = Scope({"applicant.licence": "function"})
    rule = parse('applicant.licence("business-licence").address', scope)
    assert rule.value({"applicant": {"licence": lambda kind: {"address": f"where {kind} says"}}}) \
        == "where business-licence says"


def test_values_come_back_as_plain_python():
    assert parse('date("2026-02-28") + duration("P1D")').value({}) == dt.date(2026, 3, 1)
    assert parse("0.1 + 0.2").value({}) == Decimal("0.3")


def test_unary_tests_ask_one_value():
    assert unary("< 5, > 10").accepts(11) is True
    assert unary("not(1, 2)").accepts(2) is False
    assert unary("-").accepts(None) is True
