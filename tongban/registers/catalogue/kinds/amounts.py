"""Dated parameters of an item (带有效期的参数): amounts and thresholds by name, each with its days and its law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tongban.engines import rules
from tongban.kernel import time
from tongban.registers.catalogue.kinds.marks import Cursor

_NONE = rules.Parameters({})


def read_parameters(at: Cursor, scope: rules.Scope) -> rules.Parameters:
    """The parameters an item brings with it; refuses rows without law or in disorder, and names that are taken."""
    if "parameters" not in at:
        return _NONE
    inner = at.at("parameters")
    if not isinstance(inner.value, Mapping):
        raise inner.bad("参数写在 items/parameters 里，事项里只列出名称。")
    try:
        found = rules.Parameters.of({name: _dated(body) for name, body in inner.value.items()})
    except rules.RuleError as bad:
        raise inner.bad(bad.message) from None
    taken = {name.split(".")[0] for name in found.all} & scope.roots()
    if taken:
        raise inner.bad(f"参数“{sorted(taken)[0]}”与表单或者申请人信息重名，请换一个名称。")
    return found


def in_force(parameters: rules.Parameters, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the facts' day, today where they name none; what is not in force that day is unknown."""
    if not parameters.all:
        return {}
    day = facts.get("today")
    return parameters.on(day if isinstance(day, date) else time.today())


def _dated(body: Any) -> Any:
    """Days are texts in JSON and days in rules."""
    if not isinstance(body, Mapping) or not isinstance(body.get("values"), list):
        return body
    rows = [{key: _day(value) for key, value in row.items()} if isinstance(row, Mapping) else row
            for row in body["values"]]  # fmt: skip
    return {**body, "values": rows}


def _day(value: Any) -> Any:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else value
    except ValueError:
        return value
