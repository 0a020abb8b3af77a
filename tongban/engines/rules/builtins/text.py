"""What a value looks like as text: the inverse of the literals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tongban.engines.rules.limits import spend
from tongban.engines.rules.values import Span


def number_text(value: Decimal) -> str:
    """Digits without exponent and without needless zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def show(value: Any, inside: bool = False) -> str:
    """A value as FEEL's string() gives it; texts are quoted inside lists and contexts."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if inside else value
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, (list, dict)):
        spend(len(value) + 1)
    if isinstance(value, list):
        return "[" + ", ".join(show(item, True) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(name)}: {show(item, True)}" for name, item in value.items()) + "}"
    if isinstance(value, Span):
        return _range(value)
    return str(value)


def _key(name: str) -> str:
    return name if not set(name) & set('"{}:,') else show(name, True)


def _range(span: Span) -> str:
    if span.unlike:
        return f"!={show(span.low, True)}"
    if span.bounds == "low":
        return f"{'>=' if span.closed_low else '>'}{show(span.low, True)}"
    if span.bounds == "high":
        return f"{'<=' if span.closed_high else '<'}{show(span.high, True)}"
    low, high = "[" if span.closed_low else "(", "]" if span.closed_high else ")"
    return f"{low}{show(span.low, True)}..{show(span.high, True)}{high}"
