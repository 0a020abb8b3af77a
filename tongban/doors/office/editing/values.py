"""Values of an item as text in a control, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from tongban.doors.office.editing.panes import YES_NO, Input
from tongban.kernel.errors import Invalid
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.errors import BadItem

WIDE = 100
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")


def shown(one: Input, value: Any) -> str | list[str]:
    """What stands in the control."""
    if one.ask == "many":
        return [str(part) for part in value] if isinstance(value, list) else [str(value)] if value else []
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if one.ask == "lines" and isinstance(value, list):
        return "\n".join(map(str, value))
    if one.ask == "pairs":
        return _pairs(value)
    if one.ask == "yaml" or isinstance(value, list | Mapping):
        return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=WIDE).rstrip("\n")
    return str(value).rstrip("\n")


def _pairs(value: Any) -> str:
    rows = value if isinstance(value, list) else [value]
    pairs = [pair for row in rows for pair in (row.items() if isinstance(row, Mapping) else [(row, row)])]
    return "\n".join(f"{code} = {label}" for code, label in pairs)


def value_of(one: Input, typed: str | list[str]) -> Any:
    """What was typed as a value; None where nothing stands. Raises `Invalid`."""
    if isinstance(typed, list):
        return typed or None
    if not typed.strip():
        return None
    if one.ask == "flag" and typed in YES_NO:
        return typed == "true"
    if one.ask == "number":
        return _number(typed.strip())
    if one.ask == "lines":
        return [line.strip() for line in typed.split("\n") if line.strip()]
    if one.ask == "pairs":
        return _options(typed)
    if one.ask == "yaml":
        return _yaml(one, typed)
    return typed if "\n" in typed else typed.strip()


def _number(typed: str) -> Any:
    if not _NUMBER.fullmatch(typed):
        return typed
    return float(typed) if "." in typed else int(typed)


def _options(typed: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, typed.split("\n"))):
        code, sign, label = (part.strip() for part in line.partition("="))
        if not code or (sign and not label):
            raise Invalid(f"选项“{line[:40]}”没有写全。", next_step="每行写一个选项：代码 = 名称。")
        if code in found:
            raise Invalid(f"选项代码“{code}”写了两次。", next_step="每个代码只能用一次。")
        found[code] = label or code
    return found


def _yaml(one: Input, typed: str) -> Any:
    try:
        return catalogue.yaml_value(typed, one.label)
    except BadItem as bad:
        raise Invalid(f"“{one.label}”第 {bad.line} 行读不懂：{bad.sentence}", next_step="请检查缩进和冒号。") from None
