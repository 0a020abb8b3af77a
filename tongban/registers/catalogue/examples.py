"""An item held against its own examples (例子): what it says about itself must come out, without a database."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.engines import process, rules
from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds import Definition, Example
from tongban.registers.catalogue.kinds.given import unfit
from tongban.registers.catalogue.kinds.situated import heard

START = date(2026, 1, 1)
"""The day from which an example counts a validity."""


def check(definition: Definition) -> list[BadItem]:
    """What an example gives that can be no answer, then every example that does not come out."""
    if wrong := unfit(definition):
        return wrong
    return [problem for example in definition.examples for problem in _problems(definition, example)]


def _problems(definition: Definition, example: Example) -> list[BadItem]:
    return [
        definition.marks.bad(
            (*example.path, "expect", one.key),
            f"例子“{example.title}”不成立：{one.key} 期望 {_shown(one.expected)}，实际 {_shown(one.got)}。",
        )
        for one in outcomes(definition, example)
        if not one.fits
    ]


@dataclass(frozen=True)
class Outcome:
    """One expectation of an example: what should come out, and what does."""

    key: str
    expected: Any
    got: Any
    fits: bool


def outcomes(definition: Definition, example: Example) -> list[Outcome]:
    """What an example expects and what comes of it, one by one."""
    found = []
    for key, expected in example.expect.items():
        said = key == "situation"  # what was said is read, not what is given
        got = _situation(definition, example.words) if said else came_of(definition, key, example.given)
        found.append(Outcome(key, expected, got, _fits(key, expected, got)))
    return found


def _situation(definition: Definition, words: str) -> dict[str, str]:
    """The options that words choose, by their labels."""
    chosen = [one for one in heard(definition, words) if one.option is not None]
    return {one.situation.code: one.situation.options[one.option].label for one in chosen if one.option is not None}


def came_of(definition: Definition, key: str, given: Mapping[str, Any]) -> Any:
    """What an item makes of these facts, by the key under which an example says it; a sentence where it cannot."""
    try:
        return _GOT[key](definition, given)
    except (rules.RuleError, TypeError, ValueError, ArithmeticError) as bad:
        return f"（算不出来：{bad}）"


def _fits(key: str, expected: Any, got: Any) -> bool:
    if key in _SETS and isinstance(expected, list) and isinstance(got, list):
        return sorted(map(str, got)) == sorted(map(str, expected))
    if key == "steps" and isinstance(expected, list):
        return bool(_waves(got) == _waves(expected))
    if key == "licence" and isinstance(expected, Mapping):
        return isinstance(got, Mapping) and all(got.get(name) == value for name, value in expected.items())
    return bool(got == expected)


_SETS = frozenset({"materials", "asked", "failed", "unknown", "fields", "automatic"})


def unlike(title: str, key: str, expected: Any, got: Any, *, order: bool = False) -> str:
    """What is wrong with one expectation of an example in a sentence, "" where it came out."""
    same = got == expected
    if not same and not order and isinstance(expected, list) and isinstance(got, list):
        same = sorted(map(str, got)) == sorted(map(str, expected))
    return "" if same else f"例子“{title}”不成立：{key} 期望 {_shown(expected)}，实际 {_shown(got)}。"


def _automatic(definition: Definition, given: Mapping[str, Any]) -> Any:
    """What keeps the machine from granting, by name; the item has no such rules: None."""
    rules_ = definition.automatic
    return None if rules_ is None else [one.code for one in rules_.expected(definition, given)]


def _outcome(wanted: str) -> Callable[[Definition, Mapping[str, Any]], Any]:
    return lambda d, given: [r.check.code for r in d.run_checks(given) if r.outcome == wanted]


_GOT: dict[str, Callable[[Definition, Mapping[str, Any]], Any]] = {
    "materials": lambda d, given: [one.code for one in d.needed_materials(given)],
    "asked": lambda d, given: [one.code for one in d.asked_materials(given)],
    "steps": lambda d, given: [[step.name for step in wave] for wave in d.waves(given)],
    "days": lambda d, given: process.total_days(d.process, d.facts(given)),
    "failed": _outcome("fail"),
    "unknown": _outcome("unknown"),
    "fields": lambda d, given: [one.name for one in d.form.asked(given)],
    "fee": lambda d, given: d.fee_due(given),
    "amount": lambda d, given: d.amount(given),
    "licence": lambda d, given: d.licence_fields(given),
    "automatic": _automatic,
    "valid": lambda d, given: last.isoformat() if (last := d.valid_until(given, START)) else None,
}


def _waves(value: Any) -> Any:
    """Within a wave the order says nothing."""
    if not isinstance(value, list):
        return value
    return [sorted(map(str, wave)) if isinstance(wave, list) else wave for wave in value]


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
