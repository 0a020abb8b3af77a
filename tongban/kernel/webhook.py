"""Signed messages between systems, after Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature (v1)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping, Sequence

TOLERANCE = 300  # seconds between the sender's clock and ours
PREFIX = "whsec_"
LONGEST_ID = 120
MOST_SIGNATURES = 8


class BadSignature(Exception):
    """Why a message is not what it says; the argument is one of missing, id, timestamp, signature."""


def new_secret() -> str:
    """A fresh secret of 32 bytes, as both sides keep it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def is_secret(text: str) -> bool:
    """Whether ``text`` can be a secret: the prefix and 24 to 64 bytes in base64."""
    try:
        return text.startswith(PREFIX) and 24 <= len(_key(text)) <= 64
    except (binascii.Error, ValueError):
        return False


def sign(secret: str, key: str, timestamp: int, body: bytes) -> str:
    """One signature over id, timestamp and body."""
    content = f"{key}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(_key(secret), content, hashlib.sha256).digest()).decode()


def headers(keys: Sequence[str], key: str, body: bytes, at: float | None = None) -> dict[str, str]:
    """What travels with a message; one signature per secret, so that a secret can be changed without a gap."""
    timestamp = int(_wall() if at is None else at)
    return {
        "webhook-id": key, "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(sign(secret, key, timestamp, body) for secret in keys),
    }  # fmt: skip


def verify(
    keys: Sequence[str], given: Mapping[str, str], body: bytes, *, at: float | None = None,
    tolerance: int | None = TOLERANCE,
) -> str:  # fmt: skip
    """The id of a message that one of the secrets signed just now; raises `BadSignature`. Compared in constant time.

    ``tolerance`` None leaves the age alone: for files, which may lie, and whose ids are remembered anyway.
    """
    said = {name.lower(): value for name, value in given.items()}
    key, stamp, signatures = (said.get(f"webhook-{part}", "") for part in ("id", "timestamp", "signature"))
    if not (key and stamp and signatures):
        raise BadSignature("missing")
    if len(key) > LONGEST_ID or not key.isascii() or not key.isprintable() or "." in key:
        raise BadSignature("id")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        raise BadSignature("timestamp")
    if tolerance is not None and abs((_wall() if at is None else at) - int(stamp)) > tolerance:
        raise BadSignature("timestamp")
    expected = [sign(secret, key, int(stamp), body).encode() for secret in keys]
    found = [one.encode() for one in signatures.split(" ")[:MOST_SIGNATURES]]
    matches = [hmac.compare_digest(good, one) for good in expected for one in found]
    if not any(matches):
        raise BadSignature("signature")
    return key


def _key(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix(PREFIX), validate=True)


def _wall() -> float:
    """The real clock, not the demo's: the other side does not follow our moves."""
    return time.time()
