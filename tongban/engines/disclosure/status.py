"""The list by which anybody learns whether a statement still counts, without saying which one he was shown."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from tongban.engines.disclosure.jws import raw, text64

VALID, INVALID, SUSPENDED = 0, 1, 2
BITS = 2


def packed(states: Mapping[int, int], size: int) -> dict[str, object]:
    """The claim ``status_list``: two bits a statement, the lowest first, compressed; whoever is not named is valid."""
    data = bytearray(size * BITS // 8)
    for place, state in states.items():
        data[place // 4] |= state << (place % 4 * BITS)
    return {"bits": BITS, "lst": text64(zlib.compress(bytes(data), 9))}


def status_at(claim: Mapping[str, object], place: int) -> int:
    """The state of one statement in such a list."""
    data = zlib.decompressobj().decompress(raw(str(claim["lst"])), 2**20)
    return data[place // 4] >> (place % 4 * BITS) & 3
