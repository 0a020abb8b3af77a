"""+ - * / ** over numbers, texts, dates and durations (Tables 55 to 58); None where the standard says null."""

from __future__ import annotations

from decimal import Decimal, DecimalException
from typing import Any

from .limits import long_text
from .temporal import Date, DateTime, Days, Months, Time
from .temporal.civil import MAX_YEAR
from .temporal.values import DAY, NANO
from .values import MATH

_MAX_MONTHS = MAX_YEAR * 12 + 11
_MAX_NANOS = 2**63 * NANO


def days(nanos: int) -> Days | None:
    return Days(nanos) if abs(nanos) < _MAX_NANOS else None


def months(count: int) -> Months | None:
    return Months(count) if abs(count) < 2**63 else None


def midnight(value: Any) -> DateTime:
    """A date as the moment it begins, in UTC as the standard says for arithmetic."""
    return value if type(value) is DateTime else DateTime(value, Time(0))


def add(a: Any, b: Any) -> Any:
    kind, other = type(a), type(b)
    if kind is Decimal and other is Decimal:
        return MATH.add(a, b)
    if kind is str and other is str:
        return long_text(a + b)
    if kind is Days and other is Days:
        return days(a.nanos + b.nanos)
    if kind is Months and other is Months:
        return months(a.count + b.count)
    if other in _SHIFT:
        return shift(a, b)
    return shift(b, a) if kind in _SHIFT else None


def shift(moment: Any, by: Any) -> Any:
    """A date, time or date and time moved by a duration."""
    kind = type(moment)
    if type(by) is Months:
        if kind is Date:
            return moment.plus_months(by.count)
        if kind is DateTime:
            date = moment.date.plus_months(by.count)
            return DateTime(date, moment.time) if date else None
        return None
    if kind is Date:
        found = DateTime.of_local(midnight(moment).local + by.nanos, None)
        return found.date if found else None
    if kind is DateTime:
        return DateTime.of_local(moment.local + by.nanos, moment.time.zone)
    if kind is Time:
        return Time((moment.nanos + by.nanos) % (DAY * NANO), moment.zone)
    return None


def subtract(a: Any, b: Any) -> Any:
    kind, other = type(a), type(b)
    if kind is Decimal and other is Decimal:
        return MATH.subtract(a, b)
    if kind in _DATES and other in _DATES:
        a, b = (midnight(a), midnight(b))
        zoned_a, zoned_b = a.offset is not None, b.offset is not None
        if kind is not other and (kind is Date or other is Date):
            return days(a.key - b.key)
        return days(a.key - b.key) if zoned_a == zoned_b else None
    if kind is Time and other is Time:
        return days(a.key - b.key) if (a.offset is None) == (b.offset is None) else None
    if kind is Days and other is Days:
        return days(a.nanos - b.nanos)
    if kind is Months and other is Months:
        return months(a.count - b.count)
    if other in _SHIFT and kind not in _SHIFT:
        return shift(a, negate(b))
    return None


def multiply(a: Any, b: Any) -> Any:
    kind, other = type(a), type(b)
    if kind is Decimal and other is Decimal:
        return MATH.multiply(a, b)
    if kind is Decimal:
        a, b, kind, other = b, a, other, kind
    if other is not Decimal:
        return None
    if kind is Days:
        return days(int(MATH.multiply(Decimal(a.nanos), b)))
    return months(int(MATH.multiply(Decimal(a.count), b))) if kind is Months else None


def divide(a: Any, b: Any) -> Any:
    kind, other = type(a), type(b)
    if kind is Decimal and other is Decimal:
        return MATH.divide(a, b) if b else None
    if other is Decimal and b:
        if kind is Days:
            return days(int(MATH.divide(Decimal(a.nanos), b)))
        return months(int(MATH.divide(Decimal(a.count), b))) if kind is Months else None
    if kind is Days and other is Days and b.nanos:
        return MATH.divide(Decimal(a.nanos), Decimal(b.nanos))
    if kind is Months and other is Months and b.count:
        return MATH.divide(Decimal(a.count), Decimal(b.count))
    return None


def power(a: Any, b: Any) -> Any:
    if type(a) is Decimal and type(b) is Decimal:
        return Decimal(1) if not b else MATH.power(a, b)
    return None


def negate(a: Any) -> Any:
    kind = type(a)
    if kind is Decimal:
        return MATH.minus(a)
    if kind is Days:
        return Days(-a.nanos)
    return Months(-a.count) if kind is Months else None


_SHIFT = (Days, Months)
_DATES = (Date, DateTime)
OPERATIONS = {"+": add, "-": subtract, "*": multiply, "/": divide, "**": power}


def operate(op: str, a: Any, b: Any) -> Any:
    """One operation, null where decimals cannot hold the result."""
    try:
        return OPERATIONS[op](a, b)
    except DecimalException:
        return None
