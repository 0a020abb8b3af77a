"""A font of two rare characters, made here so that no machine needs to have one."""

from __future__ import annotations

import struct

from tongban.engines.documents import glyphs, subset

DRAWN = "𠮷𬀩"

def rare_font() -> bytes:
    """The outlines of 吉 and 光 at the places of `DRAWN`, and one at a private place."""
    small = subset.subset(glyphs.FONTS / "NotoSerifSC-Regular.ttf", "吉光")
    tables = subset._tables(small)
    mapped = subset.mapping(tables["cmap"])
    codes = dict(zip(map(ord, DRAWN), (mapped[ord(c)] for c in "吉光"), strict=True)) | {0xE000: mapped[ord("吉")]}
    tables["cmap"] = subset._cmap(dict(sorted(codes.items())))
    said = {1: "Lanting Rare", 2: "Regular", 4: "Lanting Rare", 6: "LantingRare"}
    texts = [text.encode("utf-16-be") for text in said.values()]
    starts = [sum(map(len, texts[:at])) for at in range(len(texts))]
    rows = [
        struct.pack(">HHHHHH", 3, 1, 0x409, number, len(text), start)
        for number, text, start in zip(said, texts, starts, strict=True)
    ]
    tables["name"] = struct.pack(">HHH", 0, len(rows), 6 + 12 * len(rows)) + b"".join(rows) + b"".join(texts)
    return subset._font(tables)
