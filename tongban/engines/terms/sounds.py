"""How characters sound, as syllables that forgive what many ears do not tell apart (平翘舌、前后鼻音)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, cast

_FINALS = {
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve ue",
    "l": "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e ai ei ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "ch": "a e ai ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "sh": "a e ai ei ao ou an en ang eng i u ua uo uai ui uan un uang",
    "r": "e ao ou an en ang eng ong i u ua uo ui uan un",
    "z": "a e ai ei ao ou an en ang eng ong i u uo ui uan un",
    "c": "a e ai ao ou an en ang eng ong i u uo ui uan un",
    "s": "a e ai ao ou an en ang eng ong i u uo ui uan un",
    "y": "a o e ao ou an ang i in ing ong u ue uan un",
    "w": "a o ai ei an en ang eng u",
    "": "a o e ai ei ao ou an en ang eng er",
}
SYLLABLES = frozenset(first + last for first, lasts in _FINALS.items() for last in lasts.split())
_LONGEST = max(map(len, SYLLABLES))
_MOST = 60
_WAYS = 4
_NASAL = re.compile("(?<=[aei])ng$")


def heard(syllable: str) -> str:
    """A syllable as careless ears hear it: zh as z, ing as in."""
    if syllable[:2] in ("zh", "ch", "sh"):
        syllable = syllable[0] + syllable[2:]
    return _NASAL.sub("n", syllable.replace("ü", "v"))


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[str, ...]:
    """The sounds of a text, one for each character; letters and digits stand for themselves."""
    from pypinyin import Style, lazy_pinyin  # its dictionary is large; whoever never searches never loads it

    return tuple(heard(one) for one in lazy_pinyin(text, style=Style.NORMAL, errors=cast(Any, list)))


def letters(sounds: tuple[str, ...]) -> str:
    """Their initials (拼音首字母)."""
    return "".join(one[0] for one in sounds if one)


def spelled(word: str) -> list[tuple[str, ...]]:
    """How letters may be pinyin, the fewest syllables first; none where they are not."""
    word = word[:_MOST]
    ways: list[list[tuple[str, ...]]] = [[()], *([] for _ in word)]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end):
            if ways[start] and word[start:end] in SYLLABLES:
                ways[end] += [(*way, heard(word[start:end])) for way in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:_WAYS]
    return ways[-1] if word else []
