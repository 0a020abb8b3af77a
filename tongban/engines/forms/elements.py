"""Data elements (数据元): what a field inherits from the one definition it names, and how far it may narrow it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from tongban.engines.forms.errors import BadForm

Definition = Mapping[str, Any]

INHERITED = (
    "type", "label", "hint", "unit", "options", "min", "max", "decimals", "length", "pattern", "sample", "parts",
    "autocomplete", "never-reuse",
)  # fmt: skip
"""What an element may say of every field that asks it."""

FREE = frozenset({"label", "hint", "sample", "autocomplete"})
"""What a field may say in its own words: none of it changes which answers fit."""


def inherit(name: str, given: Any, elements: Mapping[str, Definition] | None) -> Any:
    """The definition of a field with what its element says filled in; a field that widens its element is refused.

    Without ``elements`` the element's name is a label only.
    """
    if elements is None or not isinstance(given, Mapping) or given.get("element") is None:
        return given
    code = str(given["element"])
    if code not in elements:
        near = get_close_matches(code, list(elements), 1, 0.5)
        raise BadForm(f"没有数据元“{code}”{f'，您是不是想写“{near[0]}”' if near else ''}", name, "element")
    element = elements[code]
    for key in INHERITED:
        if key in given and key in element and key not in FREE:
            _judge(name, key, given, element)
    return {**{key: element[key] for key in INHERITED if key in element}, **given}


def _judge(name: str, key: str, given: Definition, element: Definition) -> None:
    own, theirs = given[key], element[key]
    if own == theirs:
        return
    narrower = NARROWER.get(key)
    if narrower is None:
        raise BadForm(f"与数据元“{given['element']}”不一致（数据元规定为 {theirs}），请删去这一项", name, key)
    if not narrower(own, theirs):
        raise BadForm(f"比数据元“{given['element']}”规定的 {_shown(theirs)} 更宽，只能收窄", name, key)


def _shown(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list | tuple | Mapping) else str(value)


def _at_least(own: Any, theirs: Any) -> bool:
    return _compared(own, theirs) >= 0


def _at_most(own: Any, theirs: Any) -> bool:
    return _compared(own, theirs) <= 0


def _compared(own: Any, theirs: Any) -> int:
    """Figures by size, days by date; what cannot be compared is not narrower (NaN compares to nothing)."""
    if str(own) == str(theirs):
        return 0
    try:
        a, b = Decimal(str(own)), Decimal(str(theirs))
    except InvalidOperation:
        if "today" in (str(own), str(theirs)):
            raise BadForm("today 与固定日期不能比较，请与数据元写得一样") from None
        return 1 if str(own) > str(theirs) else -1
    return int(a.compare(b)) if a.is_finite() and b.is_finite() else 0


def _length_within(own: Any, theirs: Any) -> bool:
    a, b = _pair(own), _pair(theirs)
    return a is not None and b is not None and b[0] <= a[0] and a[1] <= b[1]


def _pair(value: Any) -> tuple[int, int] | None:
    pair = value if isinstance(value, list | tuple) else [1, value]
    return (pair[0], pair[1]) if len(pair) == 2 and all(isinstance(n, int) for n in pair) else None


def _fewer(own: Any, theirs: Any) -> bool:
    return set(_codes(own)) <= set(_codes(theirs))


def _codes(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [str(code) for code in value]
    entries = value if isinstance(value, list | tuple) else [value]
    return [str(code) for one in entries for code in (one if isinstance(one, Mapping) else [one])]


NARROWER = {
    "min": _at_least, "max": _at_most, "decimals": _at_most, "length": _length_within, "options": _fewer,
    "parts": _fewer, "never-reuse": lambda own, theirs: own is True,
}  # fmt: skip
