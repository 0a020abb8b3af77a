"""The ways in (办事入口): by what happens in a life, by department, by district; every one ends at the same guide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity

EVENTS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "person": (
        ("出生", ("005",)), ("上学", ("020",)), ("工作和创业", ("030", "035", "040", "050")), ("结婚", ("060",)),
        ("落户和证件", ("010", "090")), ("买房租房", ("075",)), ("出行", ("095", "100", "105")),
        ("看病和保障", ("085", "145")), ("退休养老", ("065", "150")), ("身后事", ("155",)),
    ),
    "company": (
        ("开办", ("005",)), ("取得许可", ("010", "015", "145", "150")), ("招人用工", ("030", "035")),
        ("纳税和融资", ("025", "045", "050")), ("盖楼装修", ("040", "085", "095")), ("日常经营", ("020", "055", "090")),
        ("创新和知识产权", ("115", "125")), ("变更和注销", ("165",)),
    ),
}  # fmt: skip
"""What happens in a life, and the national themes that belong to it, in the order in which it happens."""


@dataclass(frozen=True)
class Event:
    """One thing that happens, with what can be done about it."""

    title: str
    items: tuple[Any, ...]


def events(audience: str) -> list[Event]:
    """Those of which anything is offered, each item once under each event; one question."""
    items = list(catalogue.offered().filter(audiences__contains=[audience]).order_by("code"))
    found = [
        Event(title, tuple(one for one in items if {f"{audience}:{code}" for code in themes} & set(one.themes)))
        for title, themes in EVENTS[audience]
    ]
    return [one for one in found if one.items]


@dataclass(frozen=True)
class Office:
    """One department with what it offers."""

    code: str
    name: str
    items: tuple[Any, ...]


def departments() -> list[Office]:
    """Departments that offer anything, those with most first."""
    mine: dict[str, list[Any]] = {}
    for one in catalogue.offered().order_by("code"):
        mine.setdefault(one.owner_code, []).append(one)
    names = identity.department_names(mine)
    made = [Office(code, names.get(code, code), tuple(items)) for code, items in mine.items()]
    return sorted(made, key=lambda one: (-len(one.items), one.code))


def in_district(code: str, items: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """What is offered in this district only, and what the whole city offers here too."""
    own = [one for one in items if one.area and one.area.startswith(code)]
    shared = [one for one in items if not one.area or code.startswith(one.area)]
    return own, shared


def at_outlet(code: str, items: Sequence[Any]) -> list[Any]:
    """What is done at this outlet, as the guides say."""
    return [one for one in items if code in one.current.definition.guide.places]
