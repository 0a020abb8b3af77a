"""Equality, order and membership in three-valued logic: True, False, or None when it cannot be said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .limits import spend
from .temporal import Date, DateTime, Days, Months, Time
from .temporal.values import NANO
from .values import FunctionValue, Span

ORDERED = (Decimal, str, Date, DateTime, Time, Days, Months)


def equal(a: Any, b: Any) -> bool | None:
    """a = b (Table 53): null equals only null; different kinds cannot be compared."""
    if a is None or b is None:
        return a is b
    kind = type(a)
    if kind is not type(b):
        if (kind is Date and type(b) is DateTime) or (kind is DateTime and type(b) is Date):
            return None
        return None
    if kind is list:
        return _lists(a, b)
    if kind is dict:
        return _contexts(a, b)
    if kind is DateTime or kind is Time:
        if (a.offset is None) != (b.offset is None):
            return False
        return bool(a.key // NANO == b.key // NANO)    # the standard compares whole seconds
    if kind is Span:
        return _spans(a, b)
    if kind is FunctionValue:
        return a is b
    return bool(a == b)


def _lists(a: list, b: list) -> bool | None:
    if len(a) != len(b):
        return False
    spend(len(a))
    return _every(equal(x, y) for x, y in zip(a, b, strict=True))


def _contexts(a: dict, b: dict) -> bool | None:
    if a.keys() != b.keys():
        return False
    spend(len(a))
    return _every(equal(item, b[name]) for name, item in a.items())


def _every(found: Any) -> bool | None:
    result: bool | None = True
    for one in found:
        if one is False:
            return False
        if one is None:
            result = None
    return result


def _spans(a: Span, b: Span) -> bool | None:
    if (a.closed_low, a.closed_high, a.unlike) != (b.closed_low, b.closed_high, b.unlike) or a.bounds != b.bounds:
        return False
    return _every((equal(a.low, b.low), equal(a.high, b.high)))


def same(a: Any, b: Any) -> bool:
    """Whether two values are the same for lists' sake: what cannot be compared differs."""
    return equal(a, b) is True


def order(a: Any, b: Any) -> int | None:
    """-1, 0, 1, or None when the two have no order."""
    kind = type(a)
    if kind is not type(b) or kind not in ORDERED:
        if kind is Date and type(b) is DateTime:
            a = DateTime(a, Time(0))
        elif kind is DateTime and type(b) is Date:
            b = DateTime(b, Time(0))
        else:
            return None
        kind = DateTime
    if kind is Decimal or kind is str:
        x, y = a, b
    elif kind is Days:
        x, y = a.nanos, b.nanos
    elif kind is Months:
        x, y = a.count, b.count
    else:
        if kind is not Date and (a.offset is None) != (b.offset is None):
            return None
        x, y = a.key, b.key
    return -1 if x < y else 1 if x > y else 0


def less(a: Any, b: Any) -> bool | None:
    found = order(a, b)
    return None if found is None else found < 0


def at_most(a: Any, b: Any) -> bool | None:
    found = order(a, b)
    return None if found is None else found <= 0


def within(value: Any, span: Span) -> bool | None:
    """Whether a value lies in a range."""
    if span.unlike:
        found = equal(value, span.low)
        return None if found is None else not found
    if span.bounds == "equal":
        return equal(value, span.low)
    if type(value) is Decimal:
        return _number_within(value, span)
    low = True if span.bounds == "high" else (at_most if span.closed_low else less)(span.low, value)
    high = True if span.bounds == "low" else (at_most if span.closed_high else less)(value, span.high)
    return both(low, high)


def _number_within(value: Decimal, span: Span) -> bool | None:
    """The commonest range, of numbers, without ceremony."""
    low, high = span.low, span.high
    above: bool | None = True
    if span.bounds != "high":
        above = None if type(low) is not Decimal else value >= low if span.closed_low else value > low
    if above is False or span.bounds == "low":
        return above
    below = None if type(high) is not Decimal else value <= high if span.closed_high else value < high
    return both(above, below)


def both(a: bool | None, b: bool | None) -> bool | None:
    if a is False or b is False:
        return False
    return True if a is True and b is True else None


def meets(value: Any, test: Any) -> bool | None:
    """Whether a value satisfies what a unary test evaluated to (7.3.13): equal, in a list, in a range."""
    kind = type(test)
    if kind is Span:
        return meets_span(value, test)
    if kind is list:
        if type(value) is list and equal(value, test) is True:
            return True
        spend(len(test) + 1)
        return any(meets(value, one) is True for one in test)
    return equal(value, test)


def meets_span(value: Any, span: Span) -> bool | None:
    if type(value) is Span:
        return equal(value, span)
    return within(value, span)
