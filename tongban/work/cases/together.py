"""How a material of a package need not be handed in: each item that needs it looks by itself, with its own names.

Only what every one of them is spared is not asked for; one that would have to ask for the paper gets it for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from tongban.registers.catalogue.kinds import Joined, Material, Part
from tongban.work.cases import sparing
from tongban.work.cases.facts import facts_of
from tongban.work.cases.kinds import Spare

OPEN = ("ready", "blank", "consent", "ask", "waiting")
"""States in which a way may answer yet."""
_LOOKED_AT = ("licence", "data", "request")  # an earlier document is offered from one's own library


def spares(material: Material, known: sparing.Known) -> list[Spare]:
    """What answers it for all items together, or every way that some of them still has, each once."""
    if not material.instead:
        return []
    found = list(_each(material, known))
    if not all(found):
        return []  # one of them asks for the paper whatever is known
    if found and all(any(one.answers for one in ways) for ways in found):
        return found[0]
    left = [one for ways in found if not any(spare.answers for spare in ways) for one in ways]
    return list({(one.way.way, one.what or one.way.source, one.state, one.text): one for one in left}.values())


def exhausted(ways: Sequence[Spare]) -> bool:
    """Whether no way may answer any more: then the paper is needed."""
    return not any(one.answers or one.state in OPEN for one in ways)


def askable(run: Any, again: str = "") -> Iterator[Any]:
    """The questions that may be put to other authorities now, for every material and item; ``again`` what failed."""
    facts = facts_of(run)
    known = sparing.Known(run, facts)
    for material in run.definition.needed_materials(facts):
        for spare in (one for ways in _each(material, known) for one in ways):
            if spare.query is not None and (
                spare.state == "ready" or (spare.state == "failed" and material.code == again)
            ):
                yield spare.query


def _each(material: Material, known: sparing.Known) -> Iterator[list[Spare]]:
    """The ways of each item that needs it; an earlier item of the package may give it, then nobody is asked."""
    joined: Joined = known.case.definition  # type: ignore[assignment]
    for part in joined.chosen(known.facts):
        seen = joined.seen(part, known.facts)
        for own in part.definition.needed_materials(seen):
            coming = own.licence and own.licence in joined.coming(part, known.facts)
            if part.materials[own.code] == material.code and not coming:
                yield _of(part, joined, replace(own, code=material.code), known, seen)


def _of(part: Part, joined: Joined, own: Material, known: sparing.Known, seen: Any) -> list[Spare]:
    ways = tuple(way for way in own.instead if way.way in _LOOKED_AT)
    founder = part.member.founded_by
    if any(one.name == founder for one in joined.awaited(part, known.facts)):
        # Whoever it will be asked of does not exist yet; his founder's data say nothing about him.
        title = joined.part(founder).title
        return [sparing.Spare(way, "blank", f"“{title}”办成后由系统核验，现在不用交") for way in ways]
    mine = sparing.Known(known.case, seen, known.live, known, joined.answers(part, known.facts))
    return sparing.spares(replace(own, instead=ways), mine)
