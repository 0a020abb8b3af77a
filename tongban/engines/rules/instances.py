"""Values against types: what a value is an instance of, and the conversions the standard makes silently."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .limits import spend
from .temporal import Date, DateTime, Days, Months, Offset, Time
from .types import (
    ANY,
    CONTEXT,
    DATE,
    DATE_TIME,
    DAYS,
    FUNCTION,
    LIST,
    MONTHS,
    NULL,
    NUMBER,
    RANGE,
    TEXT,
    TIME,
    YES_NO,
    FeelType,
    conforms,
)
from .values import FunctionValue, Span

_TYPES: dict[type, FeelType] = {Decimal: NUMBER, str: TEXT, bool: YES_NO, Date: DATE, Time: TIME, DateTime: DATE_TIME,
                                Days: DAYS, Months: MONTHS, dict: CONTEXT, list: LIST, Span: RANGE,
                                FunctionValue: FUNCTION, type(None): NULL}


def type_of(value: Any) -> FeelType:
    return _TYPES.get(type(value), FUNCTION if callable(getattr(value, "call", None)) else ANY)


def is_instance(value: Any, kind: FeelType) -> bool | None:
    """`value instance of kind`; null is an instance of Null alone."""
    if value is None:
        return kind.name == "Null"
    return has_type(value, kind, False)


def has_type(value: Any, kind: FeelType, constrained: bool = True) -> bool:
    """Whether a value is of a type; an item definition's allowed values count unless told otherwise."""
    if constrained and kind.passes is not None and not kind.passes(value):
        return False
    if kind.name == "Any":
        return True
    if value is None:
        return kind.name == "Null"
    mine = type_of(value)
    if mine.name != kind.name:
        return False
    if kind.name == "list" and kind.item:
        spend(len(value))
        return all(item is None or has_type(item, kind.item, constrained) for item in value)
    if kind.name == "range" and kind.item:
        return all(end is None or has_type(end, kind.item, constrained) for end in (value.low, value.high))
    if kind.name == "context" and kind.members:
        spend(len(kind.members))
        return all(name in value and (value[name] is None or has_type(value[name], inner, constrained))
                   for name, inner in kind.members)
    if kind.name == "function" and kind.result:
        return conforms(getattr(value, "type", None) or FUNCTION, kind)
    return True


def coerce(value: Any, kind: FeelType) -> Any:
    """A value as a parameter or result of a type (10.3.2.9.4): lists of one unwrap, dates become moments."""
    if value is None or has_type(value, kind):
        return value
    if kind.name == "list":
        wrapped = [value] if type(value) is not list else value
        return wrapped if has_type(wrapped, kind) else None
    if type(value) is list and len(value) == 1 and has_type(value[0], kind):
        return value[0]
    if kind.name == "date and time" and type(value) is Date:
        return DateTime(value, Time(0, Offset(0)))
    return None
