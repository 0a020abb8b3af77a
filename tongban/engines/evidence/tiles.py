"""Tiles (C2SP tlog-tiles): 256 hashes a file, named by level and index; entries in bundles of the same width."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

WIDTH = 256
HASH = 32
LEVELS = 8  # of the tree within one level of tiles


def path(level: int | str, index: int, width: int = WIDTH) -> str:
    """Where a tile stands below the log's prefix: ``tile/0/x001/x234/067``, partial ones with ``.p/<width>``."""
    rest, last = divmod(index, 1000)
    words = [f"{last:03d}"]
    while rest:
        rest, part = divmod(rest, 1000)
        words.insert(0, f"x{part:03d}")
    return f"tile/{level}/{'/'.join(words)}" + ("" if width == WIDTH else f".p/{width}")


def spans(old: int, new: int) -> Iterator[tuple[int, int, int]]:
    """What of one level changes when it grows from ``old`` to ``new`` hashes: (tile, width before, width after)."""
    for index in range(old // WIDTH, -(-new // WIDTH)):
        before = max(0, min(WIDTH, old - index * WIDTH))
        after = min(WIDTH, new - index * WIDTH)
        if after > before:
            yield index, before, after


def bundle(entries: Iterable[bytes]) -> bytes:
    return b"".join(struct.pack(">H", len(entry)) + entry for entry in entries)


def unbundle(blob: bytes) -> list[bytes]:
    """The entries of a bundle; ValueError when it was cut."""
    found, at = [], 0
    while at < len(blob):
        if at + 2 > len(blob):
            raise ValueError("the bundle is cut")
        (length,) = struct.unpack_from(">H", blob, at)
        if at + 2 + length > len(blob):
            raise ValueError("the bundle is cut")
        found.append(blob[at + 2 : at + 2 + length])
        at += 2 + length
    return found


def hashes(blob: bytes) -> list[bytes]:
    if len(blob) % HASH:
        raise ValueError("the tile is cut")
    return [blob[i : i + HASH] for i in range(0, len(blob), HASH)]
