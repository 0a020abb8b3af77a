"""A condition tried with values somebody types (条件试算)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from tongban.engines import rules
from tongban.kernel import time
from tongban.registers.catalogue import queries as catalogue


@dataclass(frozen=True)
class Asked:
    """One name of a condition and the value it is tried with."""

    id: str
    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...]


def tried(content: Mapping[str, Any], read: catalogue.Read, wide: bool, sent: QueryDict) -> dict[str, Any]:
    """The names to give values to, and what comes of the condition with those that were given."""
    options = {one.name: one.options for one in catalogue.names_of(content, wide)}
    names = [
        Asked(f"t{n}", name, label, sent.get(f"t:{name}", ""), options.get(name, ()))
        for n, (name, label) in enumerate(read.names)
    ]
    facts: dict[str, Any] = {"today": time.today()}
    for one in names:
        if one.value.strip():
            _put(facts, one.name, _value(one.value.strip()))
    try:
        found = catalogue.tried(content, read.text, facts, wide) if "try" in sent or not names else None
    except rules.RuleError as bad:
        return {"asked": names, "heavy": f"{bad.message}{bad.hint}"}
    return {"asked": names, "found": found}


def _put(facts: dict[str, Any], name: str, value: Any) -> None:
    *above, last = name.split(".")
    for key in above:
        facts = facts.setdefault(key, {})
        if not isinstance(facts, dict):
            return
    facts[last] = value


def _value(typed: str) -> Any:
    """是 and 否 are yes and no, figures are figures, several words with 、 a list; everything else is text."""
    if typed in ("是", "true"):
        return True
    if typed in ("否", "false"):
        return False
    if "、" in typed:
        return typed.split("、")
    try:
        return rules.parse(typed).value({}) if typed.replace(".", "", 1).lstrip("-").isdigit() else typed
    except rules.RuleError:
        return typed
