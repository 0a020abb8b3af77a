"""Amounts and thresholds that change by date, each with the law it rests on (带有效期的参数)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from .errors import RuleError
from .values import feel

_MAX_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One value from one day on, until the next row begins or an end is given."""

    since: dt.date
    value: Any
    until: dt.date | None
    law: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A name with its values over time."""

    name: str
    title: Mapping[str, str]
    unit: str | Mapping[str, str]
    rows: tuple[Row, ...]

    def on(self, day: dt.date) -> Row | None:
        """The row in force on a day."""
        found = [row for row in self.rows if row.since <= day]
        if not found or (found[-1].until is not None and day > found[-1].until):
            return None
        return found[-1]


class Parameters:
    """All parameters by name; `on(day)` gives the values in force, `versions(day)` what they rest on."""

    def __init__(self, parameters: Mapping[str, Parameter]):
        self.all = dict(parameters)

    @staticmethod
    def read(*paths: Path | str) -> Parameters:
        """Parameters from YAML files, or from every file in a folder."""
        made: dict[str, Parameter] = {}
        for path in _files(paths):
            if path.stat().st_size > _MAX_FILE:
                raise RuleError(f"参数文件 {path.name} 过大。", en=f"Parameter file {path.name} is too large.")
            content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            for name, body in content.items():
                if name in made:
                    raise _refused(path.name, name, "重复定义", "defined twice")
                made[name] = _parameter(path.name, str(name), body)
        return Parameters(made)

    @staticmethod
    def of(content: Mapping[str, Any]) -> Parameters:
        """Parameters from the dictionary a YAML file holds."""
        return Parameters({str(name): _parameter("", str(name), body) for name, body in content.items()})

    def on(self, day: dt.date) -> dict[str, Any]:
        """Dotted names with the values in force on a day; what is not in force is absent."""
        found = ((name, one.on(day)) for name, one in self.all.items())
        return {name: row.value for name, row in found if row is not None}

    def versions(self, day: dt.date, names: set[str] | None = None) -> dict[str, str]:
        """For each name the day its value came into force: what an amount must remember."""
        found = ((name, one.on(day)) for name, one in self.all.items() if names is None or name in names)
        return {name: row.since.isoformat() for name, row in found if row is not None}

    def types(self) -> dict[str, str]:
        """What each parameter is, for a Scope."""
        return {name: _type(one.rows[-1].value) for name, one in self.all.items()}

    def labels(self, lang: str = "zh") -> dict[str, str]:
        return {name: one.title.get(lang) or name for name, one in self.all.items()}

    def units(self, lang: str = "zh") -> dict[str, str]:
        return {name: in_language(one.unit, lang) for name, one in self.all.items() if one.unit}


def _files(paths: tuple[Path | str, ...]) -> list[Path]:
    found: list[Path] = []
    for path in map(Path, paths):
        found += sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return found


def _parameter(file: str, name: str, body: Any) -> Parameter:
    if not isinstance(body, Mapping) or set(body) - {"title", "unit", "values"} or not body.get("values"):
        raise _refused(file, name, "只能有 title、unit、values 三项，且 values 不能为空",
                       "may hold title, unit and values only, and values may not be empty")
    rows = [_row(file, name, row) for row in body["values"]]
    for earlier, later in pairwise(rows):
        if later.since <= earlier.since:
            raise _refused(file, name, "各行应按生效日期先后排列", "rows must follow each other by date")
        if earlier.until and earlier.until >= later.since:
            raise _refused(file, name, "两行的有效期重叠", "two rows overlap")
    title = body.get("title") or {}
    unit = body.get("unit", "")
    return Parameter(name, title if isinstance(title, Mapping) else {"zh": str(title)},
                     unit if isinstance(unit, Mapping) else str(unit), tuple(rows))


def _row(file: str, name: str, row: Any) -> Row:
    if not isinstance(row, Mapping) or set(row) - {"since", "until", "value", "law"} or "value" not in row:
        raise _refused(file, name, "每行要有 since、value、law，可以有 until", "each row needs since, value and law")
    since, until = row.get("since"), row.get("until")
    if type(since) is not dt.date or not (until is None or type(until) is dt.date):
        raise _refused(file, name, "日期应写成 2026-01-31 的形式", "dates are written 2026-01-31")
    if not row.get("law"):
        raise _refused(file, name, "每行要写明依据（law）", "each row must name the law it rests on")
    if type(since) is dt.date and until is not None and until < since:
        raise _refused(file, name, "失效日期早于生效日期", "it ends before it begins")
    value = row["value"]
    return Row(since, feel(value), until, str(row["law"]))


def in_language(said: str | Mapping[str, str], lang: str) -> str:
    """A word that may be given once for all languages, or per language."""
    if not isinstance(said, Mapping):
        return str(said)
    return str(said.get("en" if lang.startswith("en") else "zh", next(iter(said.values()), "")))


def _type(value: Any) -> str:
    kinds = {"bool": "yes/no", "Decimal": "number", "str": "text", "Date": "date", "list": "list", "dict": "any"}
    return kinds.get(type(value).__name__, "any")


def _refused(file: str, name: str, why: str, en: str) -> RuleError:
    return RuleError(f"参数 {file} {name}：{why}。", en=f"Parameter {file} {name}: {en}.")
