"""What an example or an option of a question gives: names that exist, with values their fields can hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tongban.engines.forms import Field
from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds import words
from tongban.registers.catalogue.kinds.definition import Definition
from tongban.registers.catalogue.kinds.instead import SOURCES
from tongban.registers.catalogue.kinds.marks import Marks, Path, near


def judge_given(definition: Definition, marks: Marks, path: Path, given: Mapping[str, Any]) -> None:
    """Facts may only be given for names that exist; else `BadItem`."""
    known = _known(definition)
    for name, _ in _leaves(given, known, ()):
        dotted = ".".join(name)
        if dotted not in known:
            raise marks.bad((*path, *name), f"表单和申请人信息里都没有“{dotted}”。{near(dotted, known)}")


def unfit(definition: Definition) -> list[BadItem]:
    """Values given to fields that can be no answer to them.

    A word where a figure belongs leaves every condition over it undecided, and the example promises nothing. Editions
    published before are read without this: what they give cannot be mended any more.
    """
    known, fields, found = _known(definition), definition.form.fields, []
    for path, given in _given(definition):
        for name, value in _leaves(given, known, ()):
            field = fields.get(".".join(name))
            sentence = _unfit(field, value) if field is not None and value is not None else ""
            if sentence:
                found.append(definition.marks.bad((*path, *name), sentence))
    return found


def _given(definition: Definition) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for one in definition.examples:
        yield (*one.path, "given"), one.given
    for situation in definition.situations:
        for number, option in enumerate(situation.options):
            yield ("situations", situation.code, "options", str(number), "set"), option.set


def _known(definition: Definition) -> set[str]:
    form = definition.form
    ways = [way for one in definition.materials for way in one.instead]
    said = {f"{SOURCES}.{way.source}.{name}" for way in ways for name in way.fields}
    return {*form.scope().types, *form.fields, *words.APPLICANT, *words.REGISTERS, *said, "today"}


def _leaves(value: Any, known: set[str], above: Path) -> Iterator[tuple[Path, Any]]:
    """Every name that is given, with its value; a mapping of a known name is its value."""
    for key, inner in value.items():
        name = (*above, str(key))
        dotted = ".".join(name)
        whole = dotted in known or not isinstance(inner, Mapping)
        if whole or not any(one.startswith(f"{dotted}.") for one in known):
            yield name, inner
        else:
            yield from _leaves(inner, known, name)


def _unfit(field: Field, value: Any) -> str:
    """Why this can be no answer to the field, "" where it can."""
    said = str(value).lower() if isinstance(value, bool) else value
    shown = f"“{said}”不能是“{field.label}”的回答："
    feel = field.kind.feel
    if feel == "boolean" and not isinstance(value, bool):
        return f"{shown}这里写 true 或 false。"
    if feel == "number" and (isinstance(value, bool) or not isinstance(value, int | float | Decimal)):
        return f"{shown}这里写数字，不加引号和单位。"
    if feel == "date" and not _day(value):
        return f"{shown}这里写日期，例如 2026-03-01。"
    if field.options and field.kind.feel in ("string", "list of string"):
        return _unoffered(field, value, shown)
    return ""


def _day(value: Any) -> bool:
    try:
        return isinstance(value, date) or bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _unoffered(field: Field, value: Any, shown: str) -> str:
    many = field.kind.feel != "string"
    if many and not isinstance(value, list):
        return f"{shown}可以选几项的，写成 [{', '.join(list(field.options)[:2])}]。"
    for one in value if many else [value]:
        if str(one) not in field.options:
            labels = [code for code, label in field.options.items() if label == str(one)]
            meant = f"您是不是想写“{labels[0]}”？" if labels else near(str(one), field.options)
            return f"选项里没有“{one}”。{meant or '可用的有：' + '、'.join(field.options) + '。'}"
    return ""
