"""Everyday sentences, as people of Lanting say them: they find their item and choose its situation."""

from __future__ import annotations

from typing import Any

import pytest

from bench import guidance


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    return guidance.measure()


def test_sentences_find_their_item(measured: dict[str, Any]) -> None:
    assert measured["phrases"] >= 60
    assert measured["guidance"]["hit@1"] >= 64, measured["guidance"]["missed"]
    assert measured["guidance"]["hit@3"] >= 68


def test_guidance_finds_more_than_the_search_of_names(measured: dict[str, Any]) -> None:
    assert measured["guidance"]["hit@1"] > measured["plain search"]["hit@1"]


def test_words_choose_the_situation_they_speak_of_and_no_other(measured: dict[str, Any]) -> None:
    assert measured["situation"]["exactly right"] == measured["situation"]["phrases"]
