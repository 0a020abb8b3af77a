"""A sealed form is opened only where it belongs, with either cipher, and the database cannot look into it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import FieldError

from tongban.kernel import sealed
from tongban.kernel.sealed import SealedJSON

WORDS = "金丝雀 11010519491231002X"


@pytest.mark.parametrize("cipher", ["aes", "sm4"])
def test_what_is_sealed_opens_for_its_purpose_only_and_untouched_only(settings: Any, cipher: str) -> None:
    settings.TONGBAN = replace(settings.TONGBAN, cipher=cipher)
    held = sealed.seal(WORDS, "case.data")
    assert sealed.unseal(held, "case.data") == WORDS
    assert held != sealed.seal(WORDS, "case.data")
    with pytest.raises(InvalidTag):
        sealed.unseal(held, "run.data")
    with pytest.raises(InvalidTag):
        sealed.unseal(held[:-6] + ("B" if held[-6] == "A" else "A") + held[-5:], "case.data")


def test_after_a_change_of_key_the_former_one_still_opens(settings: Any, tmp_path: Path) -> None:
    settings.TONGBAN = replace(settings.TONGBAN, home=tmp_path)
    sealed._key.cache_clear()
    sealed.crypto.key.cache_clear()
    try:
        before = sealed.seal(WORDS, "x")
        assert sealed.change_key() == "forms-2"
        after = sealed.seal(WORDS, "x")
        assert (before.split(":")[1], after.split(":")[1]) == ("forms-1", "forms-2")
        assert sealed.unseal(before, "x") == sealed.unseal(after, "x") == WORDS
    finally:
        sealed._key.cache_clear()
        sealed.crypto.key.cache_clear()


@pytest.mark.parametrize("asked", ["exact", "contains", "has_key", "icontains"])
def test_nobody_searches_in_a_sealed_column(asked: str) -> None:
    with pytest.raises(FieldError):
        SealedJSON(name="data").get_lookup(asked)
    with pytest.raises(FieldError):
        SealedJSON(name="data").get_transform("elder")
