"""Sentences as they are compared: half-width, lower case, without what says nothing about the matter."""

from __future__ import annotations

import re
import unicodedata

FILLERS = (
    "请问", "我想", "我要", "我们", "怎么办理", "怎么办", "怎么", "如何", "哪里", "需要", "什么", "一下", "一家",
    "一个", "一份", "一张", "想要", "可以", "能不能", "吗", "呢", "了", "的", "想", "要", "去", "我", "在", "给",
    "办理", "申请", "手续",
)  # fmt: skip
"""Words of asking, not of the matter: they are taken out of a question before it is compared by its parts."""
_MEASURE = re.compile("([开办立装补领注])个(?!体)")
"""开个咖啡馆 is 开咖啡馆; 个体户 stays what it is."""


def normal(text: str) -> str:
    """Half-width, lower case, without spaces and punctuation."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in plain if c.isalnum())


def spoken(text: str) -> list[str]:
    """The parts of a question that speak of the matter, in order."""
    parts = [_MEASURE.sub(r"\1", normal(text))]
    for filler in FILLERS:
        parts = [piece for part in parts for piece in part.split(filler) if piece]
    return parts


def pairs(text: str) -> set[str]:
    """Every two neighbouring characters; a single one stands for itself."""
    return {text[n : n + 2] for n in range(len(text) - 1)} or ({text} if text else set())
