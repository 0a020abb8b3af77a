"""The ways a material need not be handed in, in words: what is fetched from where, for what, on which basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.registers.identity import queries as identity
from tongban.work.cases.kinds import Slot, Spare

OPEN = ("failed", "no", "blank", "consent", "ask", "waiting", "refused", "declined", "ready")


@dataclass(frozen=True)
class Shown:
    """One way as the applicant reads it before he says yes or no."""

    spare: Spare
    owner: str = ""
    fields: tuple[str, ...] = ()
    basis: str = ""
    law: str = ""

    @property
    def state(self) -> str:
        return self.spare.state


@dataclass(frozen=True)
class Line:
    """One material of the page: what answers it, what could, and what may be handed in again."""

    slot: Slot
    material: Any
    best: Shown | None
    ways: tuple[Shown, ...]
    again: tuple[Any, ...]  # accepted documents of earlier applications
    offered: tuple[Any, ...]  # documents in one's own library
    seen: Any = None  # what was read on the document

    @property
    def declinable(self) -> bool:
        """Whether the applicant may hand it in himself instead."""
        return self.best is not None and bool(self.best.spare.what)


def lines(case: Any, slots: list[Slot], offered: Mapping[str, list[Any]], seen: Mapping[str, Any]) -> list[Line]:
    """Every material in the item's order."""
    found = []
    for slot in slots:
        best = next((_shown(one) for one in slot.spares if one.answers), None)
        ways = tuple(_shown(one) for one in slot.spares if one.state in OPEN and _worth(one))
        earlier = [one for one in slot.spares if one.way.way == "earlier"]
        again = tuple(one for spare in earlier for one in spare.offered)
        kept = () if earlier else tuple(offered.get(slot.code, ()))
        material, read = case.definition.material(slot.code), seen.get(slot.code)
        found.append(Line(slot, material, best, ways, again, kept, read))
    return found


def _worth(spare: Spare) -> bool:
    """A licence nobody holds, or an earlier document there is none of, says nothing to the reader."""
    return spare.state != "no" or spare.way.way == "data"


def _shown(spare: Spare) -> Shown:
    if spare.way.way != "data":
        return Shown(spare)
    resource = spare.way.resource
    labels = tuple(resource.labels[name] for name in spare.way.fields)
    return Shown(spare, identity.department(resource.owner).name, labels, resource.basis_zh, resource.law)
