"""Fonts beside the packaged ones: none, or one of two rare characters, made here so that no machine needs any."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tongban.engines.documents import further, glyphs, subset

DRAWN = "𠮷𬀩"


@pytest.fixture
def no_further_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(further, "_folders", ())


@pytest.fixture
def two_rare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a font of `DRAWN` (the outlines of 吉 and 光), a broken file and a text."""
    (tmp_path / "LantingRare.ttf").write_bytes(_font())
    (tmp_path / "broken.ttf").write_bytes(b"\x00\x01\x00\x00\x00\x09no font")
    (tmp_path / "LICENSE.txt").write_text("none")
    monkeypatch.setattr(further, "_folders", (tmp_path, tmp_path / "not-there"))
    return tmp_path


def _font() -> bytes:
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
