"""Everyday sentences find what they speak of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines.guidance import Entry, Lexicon, normal, spoken

BOOK = Lexicon((
    Entry("food", ("食品经营许可", "开饭店", "奶茶店"), ("奶茶", "火锅")),
    Entry("old", ("老年津贴", "高龄补贴"), ("妈妈", "代办")),
    Entry("card", ("身份证", "办身份证"), ("丢了", "过期")),
    Entry("permit", ("居住证", "办居住证"), ("租房",)),
))  # fmt: skip


@pytest.mark.parametrize(
    ("said", "key"),
    [("我想开一家奶茶店", "food"), ("给妈妈办津贴", "old"), ("身份证丢了怎么办", "card"), ("居住正怎么办", "permit"),
     ("老年人津贴", "old"), ("高龄老人补贴", "old"), ("开火锅店", "food")],
)  # fmt: skip
def test_a_sentence_finds_its_matter_first(said: str, key: str) -> None:
    assert BOOK.find(said)[0].key == key


def test_the_words_that_were_heard_are_said() -> None:
    assert "妈妈" in BOOK.find("给妈妈办津贴")[0].heard


def test_what_nothing_speaks_of_finds_nothing() -> None:
    assert BOOK.find("火星移民") == []
    assert BOOK.find("") == []


def test_the_very_name_comes_first_of_all() -> None:
    for entry in BOOK.entries:
        for name in entry.names:
            assert BOOK.find(name)[0].key == entry.key


@given(st.text(max_size=60))
def test_any_sentence_is_taken(said: str) -> None:
    scores = [hit.score for hit in BOOK.find(said)]
    assert scores == sorted(scores, reverse=True)
    assert all(normal(part) == part for part in spoken(said))
