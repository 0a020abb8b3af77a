"""How a token is written, signed and read."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

KIND = "tb-code+jwt"
LONGEST = 1200  # characters; a QR code that is still read from a screen holds no more
SHAPE = re.compile(r"[\w-]{8,400}\.[\w-]{8,700}\.[\w-]{86}", re.ASCII)


class BadToken(ValueError):
    """A token that does not count; the text is a sentence for the person at the counter."""


@dataclass(frozen=True)
class Token:
    """What a token says. Times are seconds since 1970; ``ends`` 0 means it has no end (a code on a wall)."""

    kind: str  # person, enterprise, place, licence
    handle: str
    number: str
    begins: int
    ends: int
    batch: str = ""  # the batch it was signed in beforehand, where it is shown without a network

    @property
    def claims(self) -> dict[str, Any]:
        said = {"use": self.kind, "sub": self.handle, "jti": self.number, "nbf": self.begins}
        return said | ({"exp": self.ends} if self.ends else {}) | ({"bat": self.batch} if self.batch else {})


def key_id(key: Ed25519PublicKey) -> str:
    """A short name of a public key: the first eight signs of its digest."""
    return _text(hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).digest())[:8]


def key_set(*keys: Ed25519PublicKey) -> dict[str, Any]:
    """Public keys as a JWK set (RFC 7517), for whoever checks without us."""
    return {
        "keys": [
            {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": key_id(key),
             "x": _text(key.public_bytes(Encoding.Raw, PublicFormat.Raw))}
            for key in keys
        ]
    }  # fmt: skip


def keys_of(jwks: Mapping[str, Any]) -> dict[str, Ed25519PublicKey]:
    """The keys of a JWK set by their names; those of another kind are left out."""
    return {
        str(row["kid"]): Ed25519PublicKey.from_public_bytes(_bytes(row["x"]))
        for row in jwks.get("keys", ()) if row.get("crv") == "Ed25519"
    }  # fmt: skip


def looks_like_token(text: str) -> bool:
    return len(text) <= LONGEST and SHAPE.fullmatch(text) is not None


def make(token: Token, key: Ed25519PrivateKey) -> str:
    head = {"alg": "EdDSA", "kid": key_id(key.public_key()), "typ": KIND}
    signed = f"{_json(head)}.{_json(token.claims)}"
    return f"{signed}.{_text(key.sign(signed.encode()))}"


def read(text: str, keys: Mapping[str, Ed25519PublicKey], now: float, *, skew: float = 0) -> Token:
    """The token that ``text`` is, if one of ``keys`` signed it and it counts at ``now`` (± ``skew`` seconds).

    Raises `BadToken`: unreadable, signed by somebody else, not yet or no longer in force.
    """
    token = _read(text, keys)
    if now < token.begins - skew:
        raise BadToken("这个码还没有到可以使用的时间，请核对设备时钟。")
    if token.ends and now >= token.ends + skew:
        raise BadToken("这个码已经过期，请对方刷新后重新出示。")
    return token


def _read(text: str, keys: Mapping[str, Ed25519PublicKey]) -> Token:
    if not looks_like_token(text):
        raise BadToken("这不是本平台的码。")
    head, body, signature = text.split(".")
    try:
        said, claims = json.loads(_bytes(head)), json.loads(_bytes(body))
        if said["alg"] != "EdDSA" or said["typ"] != KIND or "crit" in said:
            raise BadToken("这不是本平台的码。")
        keys[said["kid"]].verify(_bytes(signature), f"{head}.{body}".encode())
        return Token(
            str(claims["use"]), str(claims["sub"]), str(claims["jti"]), int(claims["nbf"]), int(claims.get("exp", 0)),
            str(claims.get("bat", "")),
        )
    except InvalidSignature:
        raise BadToken("这个码的签名不对，可能是伪造的。请不要采信。") from None
    except (KeyError, TypeError, ValueError, RecursionError) as why:
        raise why if isinstance(why, BadToken) else BadToken("这不是本平台的码，或者核验公钥已经更换。") from None


def _json(value: Mapping[str, Any]) -> str:
    return _text(json.dumps(value, separators=(",", ":"), sort_keys=True).encode())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
