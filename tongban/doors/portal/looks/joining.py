"""A package as its pages show it (一件事): which items belong to it here, in which order, and what is spared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.doors.portal.looks.finding import department_name
from tongban.registers.catalogue.kinds import Joined, Part
from tongban.work.cases import queries as cases


@dataclass(frozen=True)
class Shown:
    """One item of a package: who answers, whether it belongs here, after what, by when."""

    name: str
    title: str
    code: str
    department: str
    note: str
    chosen: bool
    after: tuple[str, ...]
    promise: str
    statute: str
    gives: str


def parts(filled: Any, facts: Mapping[str, Any] | None = None) -> list[Shown]:
    """The items that a run needs with its answers so far."""
    facts = cases.facts_of(filled) if facts is None else facts
    joined = filled.definition
    chosen = joined.chosen(facts)
    return [shown(part, True, [one for one in chosen if one.name in part.member.after]) for part in chosen]


def situation(filled: Any) -> dict[str, Any]:
    """What the task list says of the whole: the items and what is spared."""
    facts = cases.facts_of(filled)
    return {"parts": parts(filled, facts), "spared": filled.definition.savings(facts).zh}


def every(joined: Joined) -> list[Shown]:
    """All items a package may need, for the guide."""
    return [
        shown(part, part.member.when is None, [one for one in joined.parts if one.name in part.member.after])
        for part in joined.parts
    ]


def shown(part: Part, chosen: bool, after: list[Part]) -> Shown:
    limits = part.definition.limits
    return Shown(
        part.name, part.title, part.definition.code, department_name(part.definition.owner), part.member.note, chosen,
        tuple(one.title for one in after), limits.promise.zh, limits.statute.zh if limits.statute else "",
        part.definition.gives.name,
    )
