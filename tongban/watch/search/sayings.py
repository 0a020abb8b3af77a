"""What of a sentence may be counted (没有找到的说法): words of the matter, never a number that tells who said them."""

from __future__ import annotations

import re

from tongban.engines import terms

SHORTEST, LONGEST = 2, 30
KEPT_DAYS = 90
_CHINESE_DIGITS = str.maketrans("零〇一二三四五六七八九幺", "001234567891")
# An identity number, a telephone, an account; a credit code or a passport; the plate of a car.
_TELLING = re.compile(r"\d{6}|(?=[a-z]*\d[a-z]*\d)[a-z\d]{8}|[\u4e00-\u9fff][a-z](?=[a-z]*\d)[a-z\d]{5,6}")


def counted(sentence: str) -> str:
    """The sentence as it is counted; "" for what is too short, a whole letter, or holds a number that tells a person.

    A number is found however it is written: in pieces, in full width, with Chinese digits.
    """
    said = terms.plain(sentence)
    if not SHORTEST <= len(said) <= LONGEST or "@" in sentence or "＠" in sentence:
        return ""
    if _TELLING.search(said) or _TELLING.search(said.translate(_CHINESE_DIGITS)):
        return ""
    return said
