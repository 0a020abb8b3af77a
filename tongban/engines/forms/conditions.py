"""Conditions of a form: read once, known to name only what exists, and put in an order that leads to an end."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tongban.engines import rules
from tongban.engines.forms.errors import BadForm
from tongban.engines.forms.field import Field


def scope(fields: Mapping[str, Field]) -> rules.Scope:
    """What conditions may name, with FEEL types; parts of a composite answer by their own names."""
    return rules.Scope({name: feel for field in fields.values() for name, feel in field.kind.scope(field).items()})


def attach(
    fields: Mapping[str, Field], whens: Mapping[str, str], outside: Mapping[str, Any] | rules.Scope
) -> dict[str, Field]:
    """The fields with their conditions read."""
    names = scope(fields).plus(outside)
    read = {name: _read(text, name, names) for name, text in whens.items()}
    for name, expression in read.items():
        _judge_options(name, expression, fields)
    return {name: replace(field, when=read.get(name)) for name, field in fields.items()}


def _read(text: str, name: str, names: rules.Scope) -> rules.Expression:
    try:
        return rules.parse(text, names)
    except rules.RuleError as bad:
        raise BadForm(f"条件“{text}”读不懂：{bad.message}{bad.hint}", name, "when") from None


def _judge_options(name: str, expression: rules.Expression, fields: Mapping[str, Field]) -> None:
    """A condition that asks only choices can only speak of their options; a misspelt one would never hold."""
    asked = [fields.get(used) for used in expression.names()]
    options = {code for field in asked if field is not None for code in field.options}
    if not options or any(field is None or not field.options for field in asked):
        return
    for literal in re.findall(r'"([^"\\]*)"', expression.text):
        if literal not in options:
            raise BadForm(f"条件里的“{literal}”不是选项，可用的有：{'、'.join(sorted(options))}", name, "when")


def order(fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Names such that each condition stands after what it asks; a circle of conditions is refused."""
    done: list[str] = []
    waiting = {name: _asks(field, fields) for name, field in fields.items()}
    while waiting:
        ready = [name for name, needs in waiting.items() if not needs.intersection(waiting)]
        if not ready:
            circle = sorted(waiting)
            raise BadForm(f"这些字段的条件互相等待，谁也问不出来：{'、'.join(circle)}", circle[0], "when")
        for name in ready:
            del waiting[name]
        done += ready
    return tuple(done)


def _asks(field: Field, fields: Mapping[str, Field]) -> set[str]:
    """The fields that a condition depends on, in whole or in part."""
    if field.when is None:
        return set()
    used = field.when.names()
    return {n for n in fields if any(u == n or n.startswith(f"{u}.") or u.startswith(f"{n}.") for u in used)}
