"""What is typed is understood: sounds, initials, slips, traditional characters, other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines.terms import Text, judge, of_name, plain, spelled, syllables, understood
from tongban.engines.terms.judging import Weights

NAMES = ("居住证申领", "食品经营许可", "最低生活保障", "道路货物运输经营许可", "户口迁移审批")
MEANINGS = {"开饭店": ("食品经营许可",)}


def best(said: str) -> tuple[str, str]:
    """The name that answers best, and by what."""
    counts: dict[str, int] = {}
    for name in NAMES:
        for term in of_name(name):
            counts[term] = counts.get(term, 0) + 1
    asked, weights = understood(said, MEANINGS), Weights(counts, len(NAMES))
    judged = {name: judge(asked, Text((name,), (syllables(name),)), weights) for name in NAMES}
    name = max(NAMES, key=lambda one: judged[one].score)
    return (name, judged[name].by) if judged[name].score > 0.25 else ("", "")


@pytest.mark.parametrize(("said", "name", "by"), [
    ("居住证", "居住证申领", "name"), ("居住證", "居住证申领", "name"), ("jzz", "居住证申领", "initials"),
    ("juzhuzheng", "居住证申领", "sound"), ("居住正", "居住证申领", "sound"),
    ("食品经营许可正怎么办", "食品经营许可", "name"), ("shipinjinyinxuke", "食品经营许可", "sound"),
    ("我想开饭店要什么手续", "食品经营许可", "synonym"), ("低保", "最低生活保障", "short"),
    ("护口前移", "户口迁移审批", "sound"), ("ＨＫＱＹ", "户口迁移审批", "initials"), ("火星移民", "", ""),
])  # fmt: skip
def test_each_way_of_saying_finds_its_name_and_says_how(said: str, name: str, by: str) -> None:
    assert best(said) == (name, by)


def test_letters_that_are_no_pinyin_are_not_taken_for_it() -> None:
    assert spelled("xian") == [("xian",), ("xi", "an")]
    assert spelled("spjyxk") == []


@given(st.text(max_size=120))
def test_whatever_is_typed_is_read(said: str) -> None:
    asked = understood(said, MEANINGS)
    assert all(weight > 0 for weight in asked.terms.values())
    assert asked.text == plain(said[:100])
