"""Statements: signed in compact form (RFC 7515), and read only when one of the known keys signed them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError

from tongban.engines.jose.keys import fits, load

LONGEST = 16_384
KNOWN_HEADERS = {"alg", "typ", "kid", "cty"}
# RFC 9864 renamed "EdDSA"; until systems write the new name, the old one is read without a murmur.
warnings.filterwarnings("ignore", message="EdDSA is deprecated")


class BadStatement(Exception):
    """A statement that is none, or that nobody known has signed; the argument says why in a word or two."""


def sign(claims: Mapping[str, Any], key: Mapping[str, Any], typ: str = "JWT") -> str:
    """``claims`` signed with one of our keys (ES256)."""
    header = {"alg": "ES256", "kid": key["kid"], "typ": typ}
    return jwt.encode(header, dict(claims), load(key), algorithms=["ES256"])


def read(
    text: str, keys: Sequence[Mapping[str, Any]], algorithms: Sequence[str], *, typ: str = ""
) -> dict[str, Any]:
    """What a statement says; raises `BadStatement`. Only ``algorithms`` count, and of ``keys`` those that fit.

    With ``typ`` a statement of another kind is refused, so that none can stand for another. Dates and whom it is for
    are for the caller to look at.
    """
    header = _header(text)
    algorithm = str(header.get("alg"))
    if algorithm not in algorithms:
        raise BadStatement("algorithm")
    if set(header) - KNOWN_HEADERS or (typ and str(header.get("typ", "")).lower() != typ.lower()):
        raise BadStatement("header")
    named = [key for key in keys if "kid" not in header or key.get("kid") == header["kid"]]
    for key in (one for one in named if fits(one, algorithm)):
        try:
            return _claims(text, key, algorithm)
        except (JoseError, ValueError, RecursionError):
            continue
    raise BadStatement("signature" if named else "key")


def peek(text: str) -> dict[str, Any]:
    """What a statement claims, believed by nobody yet: only to find whose keys to hold it against."""
    _header(text)
    try:
        claims = json.loads(_bytes(text.split(".")[1]))
    except (binascii.Error, ValueError, RecursionError):
        raise BadStatement("form") from None
    if not isinstance(claims, dict):
        raise BadStatement("form")
    return claims


def half_hash(token: str) -> str:
    """The left half of a token's SHA-256, as an ID token names the access token beside it (at_hash)."""
    return base64.urlsafe_b64encode(hashlib.sha256(token.encode()).digest()[:16]).rstrip(b"=").decode()


def _claims(text: str, key: Mapping[str, Any], algorithm: str) -> dict[str, Any]:
    found = jws.deserialize_compact(text.encode(), load(key), algorithms=[algorithm])
    claims = json.loads(found.payload)
    if not isinstance(claims, dict):
        raise ValueError("claims")
    return claims


def _header(text: str) -> dict[str, Any]:
    if len(text) > LONGEST or text.count(".") != 2 or not text.isascii():
        raise BadStatement("form")
    try:
        header = json.loads(_bytes(text.partition(".")[0]))
    except (binascii.Error, ValueError, RecursionError):
        raise BadStatement("form") from None
    if not isinstance(header, dict) or not isinstance(header.get("kid", ""), str):
        raise BadStatement("form")
    return header


def _bytes(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
