"""Fields shown one by one: a stranger's library agrees, nothing changed passes, what is kept back cannot be read."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier

from tongban.engines import disclosure, tokens

KEY = Ed25519PrivateKey.from_private_bytes(b"c" * 32)
KEYS = {"k1": KEY.public_key()}
CLAIMS = {"iss": "https://lanting.example", "vct": "https://lanting.example/credentials/x", "nbf": 1000, "exp": 2000}
FIELDS = {"insured": True, "name": "林晚", "kinds": ["热食类", "冷食类"], "area": 86.5}


def whole() -> str:
    return disclosure.issue(CLAIMS, FIELDS, KEY, "k1")


def foreign(text: str) -> dict[str, Any]:
    """What a library we did not write reads."""
    jwk = JWK(**tokens.key_set(KEY.public_key())["keys"][0])
    found = SDJWTVerifier(text, lambda issuer, header: jwk, None, None).get_verified_payload()
    return dict(found)


@given(st.sets(st.sampled_from(sorted(FIELDS))))
@settings(max_examples=16, deadline=None)
def test_any_choice_of_fields_is_read_alike_by_us_and_by_an_independent_library(names: set[str]) -> None:
    text = disclosure.present(whole(), names)
    chosen = {name: FIELDS[name] for name in names}
    assert disclosure.verify(text, KEYS, 1500).fields == chosen
    assert {k: v for k, v in foreign(text).items() if k in FIELDS} == chosen


def test_what_is_kept_back_stands_nowhere_in_what_is_shown() -> None:
    text = disclosure.present(whole(), ["insured"])
    opened = "".join(base64.urlsafe_b64decode(part + "==").decode(errors="ignore") for part in text.split("~") if part)
    assert "林晚" not in opened
    assert "name" not in opened.replace("nbf", "")


@given(st.integers(0, 900), st.characters(codec="ascii", categories=["L", "N"]))
@settings(max_examples=60, deadline=None)
def test_no_changed_sign_passes(place: int, sign: str) -> None:
    text = whole()
    place %= len(text) - 1
    changed = text[:place] + sign + text[place + 1 :]
    try:
        assert disclosure.verify(changed, KEYS, 1500).fields == FIELDS
    except disclosure.NotGenuine:
        assert changed != text


@pytest.mark.parametrize("now", [900, 2100])
def test_it_counts_in_its_time_only(now: int) -> None:
    with pytest.raises(disclosure.NotGenuine):
        disclosure.verify(whole(), KEYS, now)


def test_a_field_from_another_statement_or_one_that_poses_as_a_claim_is_refused() -> None:
    stolen = disclosure.issue(CLAIMS, {"insured": True, "level": "一级"}, KEY, "k1").split("~")[2]
    forged = base64.urlsafe_b64encode(json.dumps(["salt", "exp", 9_999]).encode()).rstrip(b"=").decode()
    for extra in (stolen, forged, "!!", whole().split("~")[1]):
        with pytest.raises(disclosure.NotGenuine):
            disclosure.verify(f"{whole()}{extra}~", KEYS, 1500)
    with pytest.raises(ValueError, match="reserved"):
        disclosure.issue(CLAIMS, {"exp": 1}, KEY, "k1")


@given(st.dictionaries(st.integers(0, 63), st.integers(0, 2)))
def test_a_status_list_says_of_each_what_was_put_into_it(states: dict[int, int]) -> None:
    claim = disclosure.packed(states, 64)
    assert [disclosure.status_at(claim, place) for place in range(64)] == [states.get(n, 0) for n in range(64)]
