"""The key that signs codes and credentials is changed without anything that was signed becoming worthless at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tongban.engines import tokens
from tongban.engines.tokens import Token
from tongban.kernel import crypto, signing_keys, time
from tongban.registers.codes import signer as codes


@pytest.fixture(autouse=True)
def own_keys(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.TONGBAN = replace(settings.TONGBAN, home=tmp_path)
    for clear in (signing_keys._read.clear, crypto.key.cache_clear):
        clear()
    yield
    for clear in (signing_keys._read.clear, crypto.key.cache_clear):
        clear()


def made() -> str:
    return tokens.make(Token("person", "h", "n", 0, 2**31), codes.private_key())


def read(text: str) -> Token:
    return tokens.read(text, codes.keys(), 1000.0)


def test_a_key_is_announced_a_day_before_it_signs_and_counts_until_the_next_change() -> None:
    first = made()
    with pytest.raises(signing_keys.TooSoon):
        signing_keys.change("codes")
    signing_keys.announce("codes")
    signing_keys.announce("codes")
    assert len(codes.keys()) == 2
    with pytest.raises(signing_keys.TooSoon):
        signing_keys.change("codes")
    with time.held(time.now() + timedelta(days=1, minutes=1)):
        announced = set(codes.keys())
        signing_keys.change("codes")
        second = made()
        assert set(codes.keys()) == announced
        assert tokens.key_id(codes.private_key().public_key()) in announced
        assert read(first).number == read(second).number == "n"
    signing_keys.announce("codes")
    with time.held(time.now() + timedelta(days=3)):
        signing_keys.change("codes")
        assert read(second).number == "n"
        with pytest.raises(tokens.BadToken):
            read(first)
