"""Further fonts of an installation (补充字库): they draw, character by character, what the packaged fonts lack.

Folders of TrueType outlines (``.ttf``). A paper takes one along only where its words need it, so every other paper
stays the same on every machine. Private code points are never taken from a font: each font draws its own there.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

from tongban.engines.documents import subset

_NAME = re.compile(r"[A-Za-z0-9_.+-]+")  # it also names a file inside the second form
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFF))


@dataclass(frozen=True)
class Face:
    """A font: its file, the family it is asked for by, the name it bears inside a paper, what it draws."""

    path: Path
    family: str
    name: str
    covers: frozenset[int]


_folders: tuple[Path, ...] = ()


def use(folders: Iterable[Path]) -> None:
    """From now on these folders count, in this order; one that is not there holds nothing."""
    global _folders
    _folders = tuple(folders)


def faces() -> tuple[Face, ...]:
    """The usable fonts, in the order in which they are asked."""
    return _found(_folders)[0]


def unusable() -> tuple[str, ...]:
    """Names of files that are fonts, but broken or of another kind."""
    return _found(_folders)[1]


def drawing(character: str) -> Face | None:
    """The first font that draws a character."""
    return next((one for one in faces() if ord(character) in one.covers), None)


def named(name: str) -> Face | None:
    """The font that bears this name inside a paper."""
    return next((one for one in faces() if one.name == name), None)


@cache
def _found(folders: tuple[Path, ...]) -> tuple[tuple[Face, ...], tuple[str, ...]]:
    known, unknown = [], []
    for folder in folders:
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
        families = {Path(one.path): one.family for one in found.fonts() if one.path}
        for path in sorted(folder.glob("*.[to]t[fc]")):
            face = _face(path, families.get(path, ""))
            known += [face] if face else []
            unknown += [] if face else [path.name]
    return tuple(known), tuple(unknown)


def _face(path: Path, family: str) -> Face | None:
    """The font in a file; none where the outlines are of another kind or the file is damaged."""
    try:
        cmap, names, outlines = (subset.table(path, tag) for tag in ("cmap", "name", "loca"))
        mapped = subset.mapping(cmap) if cmap and outlines else {}
        name = _name(names)
    except (OSError, struct.error, UnicodeDecodeError):
        return None
    drawn = frozenset(code for code in mapped if not any(first <= code <= last for first, last in _PRIVATE))
    return Face(path, family, name, drawn) if family and _NAME.fullmatch(name) and drawn else None


def _name(table: bytes) -> str:
    """The name a font bears inside a paper (PostScript name, number 6 of its names)."""
    _, count, start = struct.unpack_from(">HHH", table)
    for index in range(count):
        platform, _, _, number, length, offset = struct.unpack_from(">HHHHHH", table, 6 + 12 * index)
        if number == 6:
            said = table[start + offset : start + offset + length]
            return said.decode("ascii" if platform == 1 else "utf-16-be")
    return ""
