"""Transactions are byte for byte those that the library eth-account 0.14 makes; what it says of Keccak we say too."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.engines.evidence import evm

KEY = bytes.fromhex("46" * 32)
SIGNED = (
    "0xf88a098504a817c80082520894353535353535353535353535353535353535353580a4746c6f67" + "00" * 32 + "820a96a0"
    "4b29548ca85a940de88cb8f0a73cc80d59981f9b72b9fa4a8b6a530483fdc648a0"
    "19e8fb7b7489b9f6dcf5e5f29ccaa89e23eff7ed84c2326721d626e33f2b2c43"
)
HASH = "0x7c080ac3215c9325850edb84efcecae4474706847dd706616ae0dc89f2b100da"
TO = "0x" + "35" * 20


def test_a_transaction_is_what_others_make_of_the_same() -> None:
    made = evm.transaction(KEY, chain=1337, nonce=9, price=20 * 10**9, gas=21000, to=TO, data=b"tlog" + bytes(32))
    assert made == (SIGNED, HASH)
    assert evm.sender(SIGNED) == ("0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f", 1337, 9, TO, b"tlog" + bytes(32))


@pytest.mark.parametrize(
    ("content", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
        (b"a" * 135, "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446"),
        (b"a" * 136, "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e"),
        (b"a" * 300, "5b7e0e47a96f32a88b4f14ca177982790807c40e1a105742ba0fc1babe1ef826"),
    ],
)
def test_keccak_is_the_one_before_sha_3(content: bytes, digest: str) -> None:
    assert evm.keccak(content).hex() == digest


@settings(max_examples=15, deadline=None)
@given(st.recursive(st.binary(max_size=70), lambda inside: st.lists(inside, max_size=4), max_leaves=12))
def test_what_is_written_is_read_back(item: evm.Item) -> None:
    assert evm.unrlp(evm.rlp(item)) == item


@settings(max_examples=3, deadline=None)
@given(st.integers(min_value=1, max_value=evm.N - 1), st.binary(max_size=40), st.integers(min_value=0, max_value=2**40))
def test_whoever_signed_is_found_again_and_a_changed_byte_is_somebody_else_s(key: int, data: bytes, nonce: int) -> None:
    secret = key.to_bytes(32, "big")
    raw, _ = evm.transaction(secret, chain=20_261, nonce=nonce, price=1, gas=30_000, to=TO, data=data)
    assert evm.sender(raw) == (evm.address(secret), 20_261, nonce, TO, data)
    changed = raw.replace("3535", "3536", 1)
    with suppress(ValueError):
        assert evm.sender(changed)[0] != evm.address(secret)
