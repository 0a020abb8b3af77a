"""A TrueType font cut down to the characters of one paper: the same outlines and widths, nothing else (字体子集).

Only what the packaged fonts need: outlines in ``glyf``, a character map in format 4 or 12. Bytes depend on nothing but
the font and the characters.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

KEPT = ("OS/2", "cvt ", "fpgm", "gasp", "name", "prep")  # as they are, where there are any
WORDS, MORE, SCALE, TWO_SCALES, MATRIX = 0x0001, 0x0020, 0x0008, 0x0040, 0x0080


def subset(font: Path, characters: Iterable[str]) -> bytes:
    """The font with the glyphs of ``characters`` alone; one that it lacks is left out."""
    tables, mapped = _opened(font)
    wanted = {ord(char): mapped[ord(char)] for char in sorted(set(characters)) if ord(char) in mapped}
    outlines = _closed(tables, {0, *wanted.values()})
    places = {old: new for new, old in enumerate(sorted(outlines))}
    glyf, loca = bytearray(), [0]
    for old in places:
        glyf += _renumbered(outlines[old], places)
        glyf += bytes(-len(glyf) % 4)
        loca.append(len(glyf))
    count, hhea = len(places), tables["hhea"]
    made = {name: tables[name] for name in KEPT if name in tables}
    made["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:50] + b"\x00\x01" + tables["head"][52:]
    made["hhea"] = hhea[:34] + struct.pack(">H", count)
    made["hmtx"] = b"".join(_metric(tables, old) for old in places)
    made["maxp"] = tables["maxp"][:4] + struct.pack(">H", count) + tables["maxp"][6:]
    made["post"] = struct.pack(">I", 0x00030000) + tables["post"][4:32]
    made["cmap"] = _cmap({code: places[old] for code, old in wanted.items()})
    made["glyf"], made["loca"] = bytes(glyf), struct.pack(f">{len(loca)}I", *loca)
    return _font(made)


@cache
def _opened(font: Path) -> tuple[dict[str, bytes], dict[int, int]]:
    """A font's tables, and its glyph by code point from the widest map there is."""
    tables = _tables(font.read_bytes())
    return tables, mapping(tables["cmap"])


def table(font: Path, tag: str) -> bytes:
    """One table of a font, without reading the others; empty where there is none, or no TrueType outlines."""
    with font.open("rb") as file:
        if file.read(4) != b"\x00\x01\x00\x00":
            return b""
        (count,) = struct.unpack(">H6x", file.read(8))
        entries = (struct.unpack(">4sIII", file.read(16)) for _ in range(count))
        place = next(((offset, length) for name, _, offset, length in entries if name == tag.encode()), None)
        if place is None:
            return b""
        file.seek(place[0])
        return file.read(place[1])


def _tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    found = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        found[tag.decode("ascii")] = font[offset : offset + length]
    return found


def mapping(cmap: bytes) -> dict[int, int]:
    """Glyphs by code point, from the widest map of a font."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    offsets = {struct.unpack_from(">HHI", cmap, 4 + 8 * index)[2] for index in range(count)}
    best: dict[int, int] = {}
    for offset in offsets:
        (form,) = struct.unpack_from(">H", cmap, offset)
        found = _format_12(cmap, offset) if form == 12 else _format_4(cmap, offset) if form == 4 else {}
        best = max(best, found, key=len)
    return best


def _format_12(cmap: bytes, offset: int) -> dict[int, int]:
    (groups,) = struct.unpack_from(">I", cmap, offset + 12)
    found = {}
    for index in range(groups):
        first, last, glyph = struct.unpack_from(">III", cmap, offset + 16 + 12 * index)
        found.update({first + step: glyph + step for step in range(last - first + 1)})
    return found


def _format_4(cmap: bytes, offset: int) -> dict[int, int]:
    (twice,) = struct.unpack_from(">H", cmap, offset + 6)
    ends, starts, deltas, ranges = (offset + 14 + shift * twice + (2 if shift else 0) for shift in range(4))
    found = {}
    for step in range(0, twice, 2):
        said = (struct.unpack_from(">H", cmap, at + step)[0] for at in (ends, starts, deltas, ranges))
        last, first, delta, skip = said
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if skip:
                (glyph,) = struct.unpack_from(">H", cmap, ranges + step + skip + 2 * (code - first))
            if glyph or not skip:
                found[code] = (glyph + delta) % 65536
    return found


def _closed(tables: Mapping[str, bytes], glyphs: set[int]) -> dict[int, bytes]:
    """The outlines of some glyphs and of the parts they are put together from."""
    short = tables["head"][50:52] == b"\x00\x00"
    found: dict[int, bytes] = {}
    while glyphs:
        glyph = glyphs.pop()
        if short:
            start, end = (2 * at for at in struct.unpack_from(">HH", tables["loca"], 2 * glyph))
        else:
            start, end = struct.unpack_from(">II", tables["loca"], 4 * glyph)
        found[glyph] = tables["glyf"][start:end]
        glyphs |= {part for _, part in _parts(found[glyph])} - set(found)
    return found


def _parts(outline: bytes) -> list[tuple[int, int]]:
    """Of a glyph put together from others: where each is named, and which it is."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    found, at = [], 10
    while True:
        flags, part = struct.unpack_from(">HH", outline, at)
        found.append((at + 2, part))
        at += 8 if flags & WORDS else 6
        at += 2 if flags & SCALE else 4 if flags & TWO_SCALES else 8 if flags & MATRIX else 0
        if not flags & MORE:
            return found


def _renumbered(outline: bytes, places: Mapping[int, int]) -> bytes:
    changed = bytearray(outline)
    for at, part in _parts(outline):
        struct.pack_into(">H", changed, at, places[part])
    return bytes(changed)


def _metric(tables: Mapping[str, bytes], glyph: int) -> bytes:
    """Width and left side of a glyph; beyond the last full entry the width repeats."""
    (full,) = struct.unpack_from(">H", tables["hhea"], 34)
    hmtx = tables["hmtx"]
    if glyph < full:
        return hmtx[4 * glyph : 4 * glyph + 4]
    at = 4 * full + 2 * (glyph - full)
    return hmtx[4 * full - 4 : 4 * full - 2] + hmtx[at : at + 2]


def _cmap(glyphs: Mapping[int, int]) -> bytes:
    """Both maps: the one old readers want (16 bits), and the one that has room for rare characters."""
    low = [(code, glyph) for code, glyph in glyphs.items() if code < 0xFFFF]
    segments = [*((code, code, (glyph - code) % 65536) for code, glyph in low), (0xFFFF, 0xFFFF, 1)]
    count = len(segments)
    power = 1 << (count.bit_length() - 1)
    searched = (2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power))
    four = struct.pack(">HHHHHHH", 4, 16 + 8 * count, 0, *searched)
    four += b"".join(struct.pack(">H", last) for _, last, _ in segments) + bytes(2)
    four += b"".join(struct.pack(">H", first) for first, _, _ in segments)
    four += b"".join(struct.pack(">H", delta) for _, _, delta in segments) + bytes(2 * count)
    twelve = struct.pack(">HHIII", 12, 0, 16 + 12 * len(glyphs), 0, len(glyphs))
    twelve += b"".join(struct.pack(">III", code, code, glyph) for code, glyph in glyphs.items())
    return struct.pack(">HHHHIHHI", 0, 2, 3, 1, 20, 3, 10, 20 + len(four)) + four + twelve


def _font(tables: Mapping[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">IHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    body, entries, offset = bytearray(), bytearray(), 12 + 16 * count
    for name in sorted(tables):
        table = tables[name]
        entries += struct.pack(">4sIII", name.encode(), _sum(table), offset + len(body), len(table))
        if name == "head":
            adjusted = offset + len(body) + 8
        body += table + bytes(-len(table) % 4)
    whole = bytearray(head + entries + body)
    struct.pack_into(">I", whole, adjusted, (0xB1B0AFBA - _sum(bytes(whole))) % 2**32)
    return bytes(whole)


def _sum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}I", padded)) % 2**32
