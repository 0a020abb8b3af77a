"""Context functions (10.3.4.9)."""

from __future__ import annotations

from typing import Any

from tongban.engines.rules.limits import spend

from .registry import feel


@feel("get value(m: context, key: string)")
def get_value(m: dict[str, Any], key: str) -> Any:
    return m.get(key)


@feel("get entries(m: context)")
def get_entries(m: dict[str, Any]) -> list[dict[str, Any]]:
    spend(len(m))
    return [{"key": key, "value": value} for key, value in m.items()]


@feel("context put(context: context, key: string, value: Any)")
def put(context: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    spend(len(context))
    return {**context, key: value}


@feel("context put(context: context, keys: list, value: Any)")
def put_deep(context: dict[str, Any], keys: list[Any], value: Any) -> dict[str, Any] | None:
    if not keys or not all(isinstance(key, str) for key in keys):
        return None
    first, rest = keys[0], keys[1:]
    if not rest:
        return put(context, first, value)
    inner = context.get(first)
    if not isinstance(inner, dict):
        return None
    made = put_deep(inner, rest, value)
    return None if made is None else {**context, first: made}


@feel("context merge(contexts: list)")
def merge(contexts: list[Any]) -> dict[str, Any] | None:
    made: dict[str, Any] = {}
    for one in contexts:
        if not isinstance(one, dict):
            return None
        spend(len(one))
        made.update(one)
    return made


@feel("context(entries: list)")
def context(entries: list[Any]) -> dict[str, Any] | None:
    made: dict[str, Any] = {}
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("key"), str) or "value" not in entry:
            return None
        if entry["key"] in made:
            return None
        made[entry["key"]] = entry["value"]
    return made
