"""Identifiers: UUIDv7 for joins, short unguessable codes for QR and links, check characters for numbers people type."""

from __future__ import annotations

import os
import secrets
import time
import uuid

# Crockford's alphabet: no I, L, O, U, so nobody mistakes a letter for a digit at a counter.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def uuid7() -> uuid.UUID:
    """A time-ordered UUID (RFC 9562), so that indexes grow at one end."""
    millis = time.time_ns() // 1_000_000
    raw = bytearray(millis.to_bytes(6, "big") + os.urandom(10))
    raw[6] = 0x70 | (raw[6] & 0x0F)
    raw[8] = 0x80 | (raw[8] & 0x3F)
    return uuid.UUID(bytes=bytes(raw))


def short_code(length: int = 12) -> str:
    """An unguessable code of ``length`` characters (5 bits each) for a QR or a public look-up."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def check_character(text: str) -> str:
    """One check character over digits and letters: catches each single wrong character and each swap of neighbours."""
    total = sum((i + 2) * ALPHABET.find(c) for i, c in enumerate(text.upper()) if c in ALPHABET)
    return ALPHABET[total % 31]
