"""An item held against its own examples (例子): what it says about itself must come out, without a database."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tongban.engines import process, rules
from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds import Definition, Example
from tongban.registers.catalogue.kinds.situated import heard

START = date(2026, 1, 1)
"""The day from which an example counts a validity."""


def check(definition: Definition) -> list[BadItem]:
    """Every example that does not come out, with what was expected and what came."""
    return [problem for example in definition.examples for problem in _problems(definition, example)]


def _problems(definition: Definition, example: Example) -> list[BadItem]:
    found = []
    for key, expected in example.expect.items():
        if key == "situation":  # what was said is read, not what is given
            if sentence := unlike(example.title, key, expected, _situation(definition, example.words)):
                found.append(definition.marks.bad((*example.path, "expect", key), sentence))
            continue
        try:
            got = _GOT[key](definition, example.given)
        except (rules.RuleError, TypeError, ValueError, ArithmeticError) as bad:
            got = f"（算不出来：{bad}）"
        if key in _SETS and isinstance(expected, list) and isinstance(got, list):
            fits = sorted(map(str, got)) == sorted(map(str, expected))
        elif key == "steps" and isinstance(expected, list):
            fits = _waves(got) == _waves(expected)
        elif key == "licence" and isinstance(expected, Mapping):
            fits = isinstance(got, Mapping) and all(got.get(name) == value for name, value in expected.items())
        else:
            fits = got == expected
        if not fits:
            sentence = f"例子“{example.title}”不成立：{key} 期望 {_shown(expected)}，实际 {_shown(got)}。"
            found.append(definition.marks.bad((*example.path, "expect", key), sentence))
    return found


def _situation(definition: Definition, words: str) -> dict[str, str]:
    """The options that words choose, by their labels."""
    chosen = [one for one in heard(definition, words) if one.option is not None]
    return {one.situation.code: one.situation.options[one.option].label for one in chosen if one.option is not None}


_SETS = frozenset({"materials", "asked", "failed", "unknown", "fields"})


def unlike(title: str, key: str, expected: Any, got: Any, *, order: bool = False) -> str:
    """What is wrong with one expectation of an example in a sentence, "" where it came out."""
    same = got == expected
    if not same and not order and isinstance(expected, list) and isinstance(got, list):
        same = sorted(map(str, got)) == sorted(map(str, expected))
    return "" if same else f"例子“{title}”不成立：{key} 期望 {_shown(expected)}，实际 {_shown(got)}。"


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
    "valid": lambda d, given: last.isoformat() if (last := d.valid_until(given, START)) else None,
}


def _waves(value: Any) -> Any:
    """Within a wave the order says nothing."""
    if not isinstance(value, list):
        return value
    return [sorted(map(str, wave)) if isinstance(wave, list) else wave for wave in value]


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
