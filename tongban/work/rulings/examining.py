"""A case held against the rules of its edition: what keeps the machine from granting, and what it looked at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongban.engines import rules
from tongban.engines.forms import look_up
from tongban.kernel.crypto import blind_index
from tongban.registers.catalogue.kinds import Automatic, Barrier, Definition, digest_of
from tongban.work.cases import queries as cases
from tongban.work.cases.kinds import Slot
from tongban.work.rulings.kinds import Evidence

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

READ = "reads."


@dataclass(frozen=True)
class Examined:
    """Everything a ruling rests on."""

    barriers: tuple[Barrier, ...]
    sources: tuple[Evidence, ...]
    facts: Mapping[str, str]
    waiting: bool  # a document is still being read


def examine(case: Case, automatic: Automatic) -> Examined:
    """Hold the case against the rules, now, as it was submitted."""
    facts, definition = cases.facts_of(case), case.definition
    slots = {one.code: one for one in cases.slots(case, facts)}
    points = cases.pre_review(case, facts, list(slots.values()))
    read = {one.code.split(".")[1] for one in points if one.code.startswith(READ)}
    doubted = {one.code.split(".")[1] for one in points if one.code.startswith(READ) and one.outcome != "pass"}
    evidence = {code: _evidence(slot, code in read - doubted) for code, slot in slots.items()}
    barriers = automatic.barriers(definition, facts, lambda m: evidence[m.code].way if m.code in evidence else "")
    if any(one.objection or one.verdict == "corrected" for one in cases.origins(case).values()):
        barriers.append(Barrier("objection", "申请人对预填的登记信息提出了数据异议"))
    waiting = any(one.waiting for one in cases.seen(case, list(slots.values())).values())
    return Examined(tuple(barriers), tuple(evidence.values()), _digests(case, automatic, facts), waiting)


def still_reading(case: Case) -> bool:
    """Whether one of its documents is being read at this moment."""
    return any(one.waiting for one in cases.seen(case, cases.slots(case)).values())


def _evidence(slot: Slot, read: bool) -> Evidence:
    """How a material was answered as it stands; way "" where only a person could say."""
    if slot.spared == "data":
        return Evidence(slot.code, "data", slot.evidence[:200])
    if slot.licence_id:
        return Evidence(slot.code, "licence", slot.licence_id)
    if slot.material_id:
        return Evidence(slot.code, "reads" if read else "", slot.material_id)
    return Evidence(slot.code, slot.trust if slot.trust == "promise" else "")


def _digests(case: Case, automatic: Automatic, facts: Mapping[str, Any]) -> dict[str, str]:
    """The facts the rules ask for, each as a keyed digest: it can be held against the case, and not guessed."""
    now = case.definition.facts(facts)
    return {name: blind_index(_plain(look_up(now, name)), "rulings.fact") for name in asked(case.definition, automatic)}


def asked(definition: Definition, automatic: Automatic) -> list[str]:
    """The names of every fact the rules ask for, in order."""
    tests: list[rules.Expression | rules.Table] = [one.that for one in automatic.conditions]
    tests += [one.that for one in definition.checks if one.code in automatic.checks]
    tests += [one.when for one in definition.materials if one.when is not None]
    return sorted({name for one in tests for name in one.names()} - {"today"})  # the day is the ruling's own


def same(case: Case, facts: Mapping[str, str]) -> list[str]:
    """The facts of a ruling that the case no longer says the same about: [] for a file that nobody touched."""
    now = case.definition.facts(cases.facts_of(case))
    return [name for name, kept in facts.items() if blind_index(_plain(look_up(now, name)), "rulings.fact") != kept]


def digest(definition: Definition, automatic: Automatic) -> str:
    """What these rules say word by word, with the edition they stand in."""
    checks = {one.code: one.that.text for one in definition.checks if one.code in automatic.checks}
    said = {"edition": definition.digest, "automatic": definition.mapping["automatic"], "checks": checks}
    return digest_of(json.dumps(said, ensure_ascii=False, sort_keys=True))


def named(definition: Definition, automatic: Automatic) -> list[list[str]]:
    """Every rule by name and title, for people to read."""
    titles = {f"check.{one.code}": one.title for one in definition.checks}
    titles |= {f"material.{one.code}": f"{one.title}由系统认定" for one in definition.materials}
    titles |= {f"condition.{one.code}": one.title for one in automatic.conditions}
    return [[name, titles[name]] for name in automatic.names]


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
