"""Which characters the packaged fonts can print; a rare one that they lack is replaced in the open, never dropped."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
GETA = "〓"
"""What Chinese printers set in place of a character they do not have."""


@cache
def covered() -> frozenset[int]:
    """Every code point the fonts draw."""
    lines = (FONTS / "covers.txt").read_text().splitlines()
    pairs = [(int(first, 16), int(last, 16)) for first, last in (line.split() for line in lines)]
    return frozenset(code for first, last in pairs for code in range(first, last + 1))


def uncovered(text: str) -> list[str]:
    """The characters of a text that the fonts lack, each once, in order."""
    drawn = covered()
    return [c for c in dict.fromkeys(text) if ord(c) not in drawn and c not in "\n\t\r"]


def printable(value: Any, lacking: dict[str, None]) -> Any:
    """Facts with every lacking character replaced; the lacking ones are collected for the foot of the page."""
    if isinstance(value, str):
        for char in uncovered(value):
            # Invisible characters leave no gap on paper, so they leave no mark either.
            shown = GETA if char.isprintable() or "\ue000" <= char <= "\uf8ff" else ""
            if shown:
                lacking[char] = None
            value = value.replace(char, shown)
        return value
    if isinstance(value, Mapping):
        return {str(key): printable(inner, lacking) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [printable(inner, lacking) for inner in value]
    return value if isinstance(value, int | float | bool) or value is None else printable(str(value), lacking)
