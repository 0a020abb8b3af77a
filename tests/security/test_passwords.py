"""Which passwords are taken: long or of any signs, never a known one or one made of the place."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password, make_password

from tests.security.source import ROOT
from tongban.registers.identity import checking
from tongban.registers.identity.checking import Problems


def taken(word: str, name: str = "linwan") -> bool:
    problems = Problems()
    checking.password(problems, "password", word, name)
    return not problems.found


@pytest.mark.parametrize("word", [
    "qing feng xi lai", "纸短情长话不尽的一天", "aaaaabbbbbcccccdddddzz", "48151623422718281828", "!@#$%^&*()_+|}{",
    "x" * 63 + "é", "山" * 128,
])  # fmt: skip
def test_any_signs_will_do_and_sixty_four_and_more_of_them(word: str) -> None:
    assert taken(word)


@pytest.mark.parametrize("word", ["short7!", "", "x" * 129])
def test_fewer_than_eight_are_too_few(word: str) -> None:
    assert not taken(word)


@pytest.mark.parametrize("word", ["password1", "12345678", "qwertyuiop", "iloveyou1", "sunshine1", "1qaz2wsx"])
def test_what_is_known_from_breaches_is_refused(word: str) -> None:
    assert not taken(word)


def test_the_known_ones_are_many() -> None:
    assert sum(len(word) >= checking.SHORTEST_PASSWORD for word in checking._common().passwords) > 3000


@pytest.mark.parametrize("word", [
    "Tongban2026!", "xLINWANx-99", "我爱澜汀的水和山", "zhengwu-8888", "Admin-admin-9", "政务服务真的好啊",
])  # fmt: skip
def test_what_is_made_of_the_place_or_the_account_is_refused(word: str) -> None:
    assert not taken(word)


def test_the_words_of_the_place_stand_in_the_document() -> None:
    said = (ROOT / "docs" / "security" / "decided.md").read_text()
    assert [word for word in checking.WORDS_OF_THE_PLACE if f"`{word}`" not in said] == []


def test_a_password_counts_to_its_last_sign_and_as_it_was_typed() -> None:
    kept = make_password(" Qing-Feng " + "x" * 100)
    assert kept.startswith("argon2$argon2id$")
    assert check_password(" Qing-Feng " + "x" * 100, kept)
    for other in ("Qing-Feng " + "x" * 100, " qing-feng " + "x" * 100, " Qing-Feng " + "x" * 99):
        assert not check_password(other, kept)
