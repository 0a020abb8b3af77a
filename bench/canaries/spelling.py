"""In how many ways a word can lie somewhere: what is searched for."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from urllib.parse import quote


def spellings(word: str) -> dict[str, bytes]:
    """A word as text, escaped, base64 at each of its three places, hex, percent-encoded, wide, GB 18030, reversed."""
    plain, wide = word.encode(), word.encode("utf-16-le")
    found = {
        "plain": plain, "json": json.dumps(word)[1:-1].encode(), "hex": plain.hex().encode(),
        "url": quote(word).encode(),
        "utf-16": wide, "utf-16 hex": wide.hex().encode(), "gb18030": word.encode("gb18030"),
        "reversed": word[::-1].encode(),
    }  # fmt: skip
    for shift in range(3):  # the same letters look different behind none, one or two others
        coded = b64encode(b"\0" * shift + plain)
        found[f"base64 {shift}"] = coded[-(-shift * 8 // 6) : (shift + len(plain)) * 8 // 6]
    return found


def searched(text: bytes, words: Mapping[str, str]) -> Iterator[str]:
    """What of the words was found, and how it was spelt."""
    for name, word in words.items():
        for way, form in spellings(word).items():
            if form in text:
                yield f"{name} ({way})"
