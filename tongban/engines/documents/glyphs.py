"""Which characters the fonts can print; a rare one that all of them lack is replaced in the open, never dropped."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tongban.engines.documents import further

FONTS = Path(__file__).parent / "fonts"
GETA = "〓"
"""What Chinese printers set in place of a character they do not have."""


@cache
def covered() -> frozenset[int]:
    """Every code point the packaged fonts draw."""
    lines = (FONTS / "covers.txt").read_text().splitlines()
    pairs = [(int(first, 16), int(last, 16)) for first, last in (line.split() for line in lines)]
    return frozenset(code for first, last in pairs for code in range(first, last + 1))


def rare(text: str) -> list[str]:
    """The characters of a text that the packaged fonts lack, each once, in order."""
    drawn = covered()
    return [c for c in dict.fromkeys(text) if ord(c) not in drawn and c not in "\n\t\r"]


def uncovered(text: str) -> list[str]:
    """The characters of a text that no font draws, the further ones of this installation neither."""
    return [c for c in rare(text) if further.drawing(c) is None]


def printable(value: Any, lacking: dict[str, None], used: dict[str, further.Face]) -> Any:
    """Facts with every lacking character replaced.

    The lacking ones are collected for the foot of the page, and the further fonts that draw the other rare ones.
    """
    if isinstance(value, str):
        for char in rare(value):
            face = None if _unseen(char) else further.drawing(char)
            if face is not None:
                used[char] = face
                continue
            shown = "" if _unseen(char) else GETA
            if shown:
                lacking[char] = None
            value = value.replace(char, shown)
        return value
    if isinstance(value, Mapping):
        return {str(key): printable(inner, lacking, used) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [printable(inner, lacking, used) for inner in value]
    if isinstance(value, int | float | bool) or value is None:
        return value
    return printable(str(value), lacking, used)


def _unseen(char: str) -> bool:
    """Invisible characters leave no gap on paper, so they leave no mark either; nor does the choice of a shape.

    What is not assigned in this machine's tables may be a character of a newer extension: it leaves its mark.
    """
    code = ord(char)
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"):
        return True
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return True
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
