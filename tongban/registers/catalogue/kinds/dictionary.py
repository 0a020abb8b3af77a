"""The dictionary of data elements (数据元): one definition of a fact that many items ask for.

An element says how the fact is asked (label, type, bounds), by which standard, how sensitive it is, which department
answers for it and where its authoritative value lives. An edition keeps the elements it uses, so it never changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.engines.forms import BadForm, Field
from tongban.engines.forms.definition import field_of
from tongban.engines.forms.elements import INHERITED
from tongban.registers.catalogue.kinds.marks import Cursor, near

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39}){1,2}")

SENSITIVITY = {"general": "一般信息", "personal": "个人信息", "sensitive": "敏感个人信息"}
"""个人信息保护法 第四条、第二十八条."""
LIVES = {"identity": "实名信息", "licence": "电子证照", "applicant": "申请人填写"}
OWN = ("standard", "sensitivity", "owner", "desk", "lives", "licence", "place", "of-place")


@dataclass(frozen=True)
class DataElement:
    """One fact asked in many items (数据元)."""

    code: str
    asks: Mapping[str, Any]  # what fields inherit, as `engines.forms` reads it
    field: Field
    standard: str
    sensitivity: str
    owner: str  # the department that answers for it
    desk: str  # where an objection to it is looked into
    lives: str
    licence: str = ""  # the type of licence that holds it
    place: bool = False  # an address at which something is done: what its form asks besides may be about it
    of_place: bool = False  # true of the place that the form names, and of no other place of the same applicant

    @property
    def title(self) -> str:
        return self.field.label

    @property
    def sensitivity_zh(self) -> str:
        return SENSITIVITY[self.sensitivity]

    @property
    def lives_zh(self) -> str:
        return LIVES[self.lives]

    @property
    def never_reuse(self) -> bool:
        return self.field.never_reuse


def read_elements(at: Cursor) -> dict[str, DataElement]:
    """Every element of a mapping, read strictly; refuses with `BadItem` of the place where it stands."""
    if at.value is None:
        return {}
    return {code: _element(code, one) for code, one in at.entries()}


def _element(code: str, at: Cursor) -> DataElement:
    if not _CODE.fullmatch(code):
        raise at.bad("数据元的代码写成“对象.属性”，小写字母和数字，例如 person.phone。")
    at.knowing(*INHERITED, *OWN)
    asks = {key: at.value[key] for key in INHERITED if key in at.value}
    try:
        field = field_of("", code, asks)
    except BadForm as bad:
        raise at.bad(f"{bad.message.removesuffix('。')}。", *(bad.key,) * bool(bad.key)) from None
    lives, licence = at.choice("lives", LIVES), at.text("licence", "")
    if (lives == "licence") != bool(licence):
        raise at.bad("权威值在电子证照里的（lives: licence），要写明证照类型 licence；其他情况不写。", "licence")
    if at.flag("place") and field.type != "address":
        raise at.bad("只有地址（type: address）才能写 place: true。", "place")
    return DataElement(
        code=code, asks=asks, field=field, standard=at.text("standard"),
        sensitivity=at.choice("sensitivity", SENSITIVITY), owner=at.text("owner"), desk=at.text("desk"), lives=lives,
        licence=licence, place=at.flag("place"), of_place=at.flag("of-place"),
    )  # fmt: skip


def used(form: Any) -> dict[str, list[Any]]:
    """The codes of the elements that a form's definition names, with the path of the field that does."""
    found: dict[str, list[Any]] = {}
    _collect(form, [], found)
    return found


def _collect(value: Any, path: list[Any], found: dict[str, list[Any]]) -> None:
    if isinstance(value, Mapping):
        if isinstance(value.get("element"), str):
            found.setdefault(value["element"], path)
        for key, inner in value.items():
            _collect(inner, [*path, str(key)], found)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _collect(inner, [*path, str(number)], found)


def missing(code: str, known: Mapping[str, Any]) -> str:
    return f"没有数据元“{code}”，请先写入 items/elements。{near(code, known)}"
