"""Mistakes that are known before any fact is."""

import pytest

from tongban.engines.rules import RuleError, Scope, parse

SCOPE = Scope({"premises.area": "number", "applicant.name": "text", "applicant.credit": ["good", "poor"],
               "born": "date", "business.kinds": "list of text", "disabled": "yes/no"})


@pytest.mark.parametrize(("text", "why"), [
    ('premises.area > "200"', "不能与"),
    ("applicant.name > 5", "不能与"),
    ('born < "2026-01-31"', "不能与"),
    ("premises.area + applicant.name", "不能相加"),
    ('applicant.credit = "goood"', "good"),
    ('applicant.credit in ("good", "bad")', "没有"),
    ("premises.area and disabled", "条件"),
    ("if premises.area then 1 else 2", "条件"),
    ("5 in business.kinds", "不能与"),
    ('premises.area in ["a".."b"]', "不能与"),
])
def test_what_can_never_fit_is_refused_at_publication(text, why):
    with pytest.raises(RuleError, match=why):
        parse(text, SCOPE)


@pytest.mark.parametrize("text", [
    "premises.area > 200 and disabled", 'applicant.credit = "good"', 'born < @"2026-01-31"',
    'born + duration("P1Y") > today()', '"x" in business.kinds', "premises.area = null",
])
def test_what_fits_is_accepted(text):
    assert parse(text, SCOPE).text == text


@pytest.mark.parametrize(("text", "meant"), [
    ("premises.area >> 5", ">"), ("premises.area == 5", "="), ("premises.area && 5", "and"), ('"abc', "引号"),
    ("premises.area >", "缺"), ("(premises.area", "缺"), ("premises.area ！= 5", "！"),
])
def test_a_slip_is_refused_with_what_was_probably_meant(text, meant):
    with pytest.raises(RuleError, match=meant):
        parse(text, SCOPE)
