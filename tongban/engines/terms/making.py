"""The terms of a text: short pieces that are looked up, each told apart by its first character."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from tongban.engines.guidance import normal, pairs
from tongban.engines.terms.sounds import letters, syllables

__all__ = ["initials", "of_name", "of_text", "pairs", "plain"]

_CHINESE = re.compile("[\u4e00-\u9fff]")
_TRADITIONAL = re.compile("[\u3400-\u9fff]")
_WORD = re.compile("[a-z]{2,}")
_BRACKETS = re.compile("[（(][^（）()]*[）)]")


def plain(text: str) -> str:
    """Simplified, half-width, lower case, without spaces and punctuation."""
    return normal(_simplified(text) if _TRADITIONAL.search(text) else text)


def of_name(name: str) -> set[str]:
    """What a name is found by: pairs, single characters, pairs of sounds, initials, words of letters."""
    said = plain(name)
    chinese = "".join(_CHINESE.findall(said))
    sounds = syllables(chinese)
    return (
        pairs(said)
        | {f"1{c}" for c in chinese}
        | {f"~{one}" for one in joined(sounds)}
        | {f"^{one}" for one in initials(letters(sounds))}
        | {f"w{one}" for one in _WORD.findall(name.lower())}
    )


def of_text(text: str) -> set[str]:
    """What a longer text is found by: pairs of characters within its pieces."""
    return {pair for piece in re.split(r"[\W_]+", _simplified(text).lower()) if len(piece) > 1 for pair in pairs(piece)}


def joined(sounds: tuple[str, ...]) -> list[str]:
    """Neighbouring sounds; what is one syllable long is heard in too much to be looked up."""
    return [f"{a} {b}" for a, b in pairwise(sounds)]


def initials(word: str) -> set[str]:
    """Pieces of three and of two initials."""
    return {word[n : n + size] for size in (2, 3) for n in range(len(word) - size + 1)}


def chinese(text: str) -> str:
    """Its Chinese characters alone."""
    return "".join(_CHINESE.findall(text))


def words(text: str) -> list[str]:
    """Its words of Latin letters."""
    return _WORD.findall(text.lower())


def short(name: str) -> str:
    """A name without what stands in brackets."""
    return _BRACKETS.sub("", name)


@lru_cache(maxsize=1)
def _converter() -> object:
    import opencc

    return opencc.OpenCC("t2s")


def _simplified(text: str) -> str:
    return str(_converter().convert(text))  # type: ignore[attr-defined]
