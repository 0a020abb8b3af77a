"""A sealed value is opened only where it belongs; each person has a key of his own, and destroyed it opens nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import FieldError
from django.db import connection

from tongban.kernel import crypto, datakeys, sealed
from tongban.kernel.sealed import GONE, SealedJSON

WORDS = "金丝雀 11010519491231002X"


@pytest.fixture
def own_keys(settings: Any, tmp_path: Path, db: None) -> Iterator[None]:
    """Key files, and keys of persons, that nobody else uses."""
    with connection.cursor() as cursor:
        cursor.execute("delete from kernel_datakey")
    settings.TONGBAN = replace(settings.TONGBAN, home=tmp_path)
    datakeys.remember_nothing()
    yield
    datakeys.remember_nothing()


@pytest.mark.parametrize("cipher", ["aes", "sm4"])
def test_what_is_sealed_opens_for_its_purpose_only_and_untouched_only(settings: Any, cipher: str) -> None:
    settings.TONGBAN = replace(settings.TONGBAN, cipher=cipher)
    held = str(sealed.seal(WORDS, "case.data"))
    assert sealed.unseal(held, "case.data") == WORDS
    assert held != sealed.seal(WORDS, "case.data")
    with pytest.raises(InvalidTag):
        sealed.unseal(held, "run.data")
    with pytest.raises(InvalidTag):
        sealed.unseal(held[:-6] + ("B" if held[-6] == "A" else "A") + held[-5:], "case.data")


@pytest.mark.usefixtures("own_keys")
def test_the_citys_key_is_changed_without_touching_what_is_sealed() -> None:
    before = str(sealed.seal(WORDS, "x", f"person/{uuid4()}"))
    house = str(sealed.seal(WORDS, "x"))
    assert datakeys.change_city_key() == "city-2"
    while datakeys.rewrap(batch=200):
        pass
    assert datakeys.unwrapped() == 0
    datakeys.remember_nothing()
    (Path(crypto.settings.TONGBAN.home) / "keys" / "city-1.key").unlink()
    assert sealed.unseal(before, "x") == sealed.unseal(house, "x") == WORDS


@pytest.mark.django_db
def test_a_destroyed_key_opens_nothing_and_seals_nothing_and_others_stand() -> None:
    one, other = f"person/{uuid4()}", f"person/{uuid4()}"
    his, hers = str(sealed.seal(WORDS, "x", one)), str(sealed.seal(WORDS, "x", other))
    assert his.split(":")[1] != hers.split(":")[1]
    datakeys.destroy(one)
    assert sealed.unseal(his, "x") == sealed.seal(WORDS, "x", one) == GONE
    assert sealed.unseal(hers, "x") == WORDS
    with connection.cursor() as cursor:
        cursor.execute("select wrapped from kernel_datakey where owner = %s", [one])
        assert cursor.fetchone() == ("",)


@pytest.mark.django_db
def test_a_key_that_is_missing_is_an_error_and_not_an_empty_answer() -> None:
    held = str(sealed.seal(WORDS, "x", f"person/{uuid4()}"))
    with connection.cursor() as cursor:
        cursor.execute("delete from kernel_datakey where id = %s", [held.split(":")[1][1:]])
    datakeys.remember_nothing()
    with pytest.raises(datakeys.KeyLost):
        sealed.unseal(held, "x")


def test_an_index_for_equality_differs_from_column_to_column() -> None:
    assert crypto.blind_index("120 ", "a") == crypto.blind_index("120", "a") != crypto.blind_index("120", "b")


@pytest.mark.parametrize("asked", ["exact", "contains", "has_key", "icontains"])
def test_nobody_searches_in_a_sealed_column(asked: str) -> None:
    with pytest.raises(FieldError):
        SealedJSON(name="data").get_lookup(asked)
    with pytest.raises(FieldError):
        SealedJSON(name="data").get_transform("elder")
