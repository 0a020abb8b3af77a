"""Signed JSON in compact form (RFC 7515), with the one algorithm that is used here."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class NotGenuine(ValueError):
    """A statement that does not count; the text is a sentence for whoever was shown it."""


def sign(claims: Mapping[str, Any], key: Ed25519PrivateKey, kid: str, typ: str) -> str:
    text = f"{encoded({'alg': 'EdDSA', 'kid': kid, 'typ': typ})}.{encoded(claims)}"
    return f"{text}.{text64(key.sign(text.encode()))}"


def opened(text: str, keys: Mapping[str, Ed25519PublicKey], typs: tuple[str, ...]) -> dict[str, Any]:
    """The claims that one of ``keys`` signed as one of ``typs``; raises `NotGenuine`."""
    try:
        head, body, signature = text.split(".")
        said = json.loads(raw(head))
        if said["alg"] != "EdDSA" or said["typ"] not in typs or "crit" in said:
            raise NotGenuine("这不是本平台签发的凭证。")
        keys[said["kid"]].verify(raw(signature), f"{head}.{body}".encode())
        claims = json.loads(raw(body))
        if not isinstance(claims, dict):
            raise NotGenuine("这份凭证不完整。")
        return claims
    except InvalidSignature:
        raise NotGenuine("凭证的签名不对，内容可能被改动过。请不要采信。") from None
    except (KeyError, TypeError, ValueError, RecursionError) as why:
        raise why if isinstance(why, NotGenuine) else NotGenuine("这不是本平台签发的凭证。") from None


def encoded(value: object) -> str:
    return text64(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def text64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
