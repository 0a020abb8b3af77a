"""Tokens: only ours count, only in their time, only once at a gate that has no network."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.engines import tokens

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PACK = tokens.key_set(KEY.public_key())
TOKEN = tokens.Token("person", "H4NDLE", "n1", 1000, 1030)


def gate(*withdrawn: str) -> tokens.Gate:
    return tokens.Gate(PACK | {"withdrawn": list(withdrawn)})


@given(st.integers(0, 200), st.characters(codec="ascii", categories=["L", "N"]))
@settings(max_examples=60, deadline=None)
def test_no_changed_sign_passes(place: int, sign: str) -> None:
    text = tokens.make(TOKEN, KEY)
    place %= len(text)
    changed = text[:place] + sign + text[place + 1 :]
    if changed == text:
        assert gate().check(changed, 1010) == TOKEN
    elif place < len(text) - 1:  # the last sign of a signature carries two bits that mean nothing
        with pytest.raises(tokens.BadToken):
            gate().check(changed, 1010)


@pytest.mark.parametrize(("now", "counts"), [(969, False), (970, True), (1029, True), (1059, True), (1060, False)])
def test_it_counts_in_its_time_and_half_a_minute_around_it_for_wrong_clocks(now: int, counts: bool) -> None:
    text = tokens.make(TOKEN, KEY)
    if counts:
        assert gate().check(text, now) == TOKEN
    else:
        with pytest.raises(tokens.BadToken):
            gate().check(text, now)


def test_a_copy_is_refused_even_after_the_gate_was_restarted(tmp_path: Path) -> None:
    text, first = tokens.make(TOKEN, KEY), gate()
    first.check(text, 1010)
    first.remember(tmp_path / "seen.json")
    (tmp_path / "keys.json").write_text(json.dumps(PACK | {"withdrawn": []}))
    again = tokens.Gate.of(tmp_path / "keys.json", tmp_path / "seen.json")
    with pytest.raises(tokens.BadToken, match="截图"):
        again.check(text, 1020)


def test_what_its_holder_withdrew_no_longer_passes_and_others_do() -> None:
    lost = tokens.make(replace(TOKEN, batch="b1"), KEY)
    with pytest.raises(tokens.BadToken, match="停用"):
        gate("b1").check(lost, 1010)
    assert gate("b2").check(lost, 1010).batch == "b1"


def test_a_stranger_s_signature_and_an_unsigned_token_are_refused() -> None:
    other = tokens.make(TOKEN, Ed25519PrivateKey.from_private_bytes(b"o" * 32))
    head, body, signature = tokens.make(TOKEN, KEY).split(".")
    for text in (other, f"{body}.{body}.{signature}", f"{head}.{body}.", "", "https://example.com", "a.b.c"):
        with pytest.raises(tokens.BadToken):
            gate().check(text, 1010)


def test_a_code_on_a_wall_is_read_by_everybody() -> None:
    text, door = tokens.make(tokens.Token("place", "lanting-hall", "wall", 1000, 0), KEY), gate()
    assert door.check(text, 5e9) == door.check(text, 6e9)
