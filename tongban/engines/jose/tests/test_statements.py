"""What signed statements promise: read when a known key signed them with an allowed algorithm, and never otherwise."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from tongban.engines import jose

OURS = jose.make_key()
STRANGER = jose.make_key()
ALL = ("ES256", "PS256", "EdDSA")
TEXT = jose.sign({"sub": "a", "aud": "b"}, OURS)


def part(content: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


@settings(max_examples=30, deadline=None)
@given(some.dictionaries(some.text(max_size=8), some.integers() | some.text(max_size=20), max_size=5))
def test_what_was_signed_is_what_is_read(said: dict[str, Any]) -> None:
    assert jose.read(jose.sign(said, OURS), [jose.public(OURS)], ALL) == said


@settings(max_examples=60, deadline=None)
@given(some.data())
def test_one_changed_letter_is_enough_to_be_refused(data: some.DataObject) -> None:
    at = data.draw(some.integers(0, len(TEXT) - 2))  # the last letter may carry bits nobody reads
    other = data.draw(some.sampled_from("abcXYZ019_-.").filter(lambda c: c != TEXT[at]))
    with pytest.raises(jose.BadStatement):
        jose.read(TEXT[:at] + other + TEXT[at + 1 :], [jose.public(OURS)], ALL)


def test_an_unsigned_statement_and_a_strangers_are_refused() -> None:
    bare = f"{part({'alg': 'none'})}.{part({'sub': 'a'})}."
    for text in (bare, jose.sign({"sub": "a"}, STRANGER), "a.b.c", "", "x" * 20_000):
        with pytest.raises(jose.BadStatement):
            jose.read(text, [jose.public(OURS)], ALL)


def test_a_public_key_is_no_shared_secret() -> None:
    forged = jwt.encode({"alg": "HS256", "kid": OURS["kid"]}, {"sub": "a"}, OctKey.import_key(json.dumps(OURS)))
    with pytest.raises(jose.BadStatement, match="algorithm"):
        jose.read(forged, [jose.public(OURS)], ALL)


def test_a_key_inside_the_statement_does_not_count() -> None:
    header = {"alg": "ES256", "jwk": jose.public(STRANGER)}
    forged = jwt.encode(header, {"sub": "a"}, ECKey.import_key(STRANGER))
    with pytest.raises(jose.BadStatement, match="header"):
        jose.read(forged, [jose.public(OURS)], ALL)


def test_a_statement_of_another_kind_does_not_stand_for_this_one() -> None:
    text = jose.sign({"sub": "a"}, OURS, "logout+jwt")
    assert jose.read(text, [jose.public(OURS)], ALL, typ="logout+jwt") == {"sub": "a"}
    with pytest.raises(jose.BadStatement, match="header"):
        jose.read(text, [jose.public(OURS)], ALL, typ="JWT")


@pytest.mark.parametrize("algorithm", ["PS256", "EdDSA", "RS256"])
def test_other_kinds_of_keys_are_read_where_they_are_allowed(algorithm: str) -> None:
    made: Any = OKPKey.generate_key("Ed25519") if algorithm == "EdDSA" else RSAKey.generate_key(2048)
    text = jwt.encode({"alg": algorithm}, {"sub": "a"}, made, algorithms=[algorithm])
    key = made.as_dict(private=False)
    assert jose.read(text, jose.check_keys(key, [algorithm]), [algorithm]) == {"sub": "a"}
    with pytest.raises(jose.BadStatement):
        jose.read(text, [key], ["ES256"])


def test_where_we_choose_a_key_has_128_bits() -> None:
    key = RSAKey.generate_key(2048).as_dict(private=False)
    assert jose.check_keys(key, ["PS256"])
    with pytest.raises(ValueError, match="too short"):
        jose.check_keys(key, ["PS256"], rsa=jose.STRONG_RSA)


def test_private_short_and_strange_keys_are_not_taken() -> None:
    short = RSAKey.generate_key(1024).as_dict(private=False)
    for told in (OURS, short, {"keys": []}, {"kty": "oct", "k": "AAAA"}, {"kty": "EC", "crv": "P-384"}, "x", [1]):
        with pytest.raises(ValueError, match=r"key|kty|.+"):
            jose.check_keys(told, ALL)
