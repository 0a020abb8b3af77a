"""`.name` of a value: a context's entry, a date's year, a range's end; of a list, each element's."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from .limits import spend
from .temporal import Date, DateTime, Days, Months, Time
from .temporal.civil import weekday
from .temporal.values import Zone
from .values import Span


def get(value: Any, name: str) -> Any:
    kind = type(value)
    if kind is dict:
        return value.get(name)
    if kind is list:
        spend(len(value))
        return [get(item, name) for item in value]
    found = PROPERTIES.get((kind, name))
    return found(value) if found else None


def _number(value: int) -> Decimal:
    return Decimal(value)


def _offset(value: Time | DateTime) -> Days | None:
    return None if value.offset is None else Days(value.offset * 1_000_000_000)


def _zone(value: Time) -> str | None:
    return value.zone.name if isinstance(value.zone, Zone) else None


def _second(value: Time) -> Decimal:
    return Decimal(value.clock[2])


def _signed(value: Days, part: int) -> Decimal:
    return Decimal(value.parts[part] * (-1 if value.nanos < 0 else 1))


def _of_year(value: Months) -> Decimal:
    return Decimal(abs(value.count) // 12 * (-1 if value.count < 0 else 1))


def _of_month(value: Months) -> Decimal:
    return Decimal(abs(value.count) % 12 * (-1 if value.count < 0 else 1))


PROPERTIES: dict[tuple[type, str], Callable[[Any], Any]] = {
    (Date, "year"): lambda value: _number(value.year),
    (Date, "month"): lambda value: _number(value.month),
    (Date, "day"): lambda value: _number(value.day),
    (Date, "weekday"): lambda value: _number(weekday(value.number)),
    (DateTime, "year"): lambda value: _number(value.date.year),
    (DateTime, "month"): lambda value: _number(value.date.month),
    (DateTime, "day"): lambda value: _number(value.date.day),
    (DateTime, "weekday"): lambda value: _number(weekday(value.date.number)),
    (DateTime, "hour"): lambda value: _number(value.time.clock[0]),
    (DateTime, "minute"): lambda value: _number(value.time.clock[1]),
    (DateTime, "second"): lambda value: _second(value.time),
    (DateTime, "time offset"): _offset,
    (DateTime, "timezone"): lambda value: _zone(value.time),
    (Time, "hour"): lambda value: _number(value.clock[0]),
    (Time, "minute"): lambda value: _number(value.clock[1]),
    (Time, "second"): _second,
    (Time, "time offset"): _offset,
    (Time, "timezone"): _zone,
    (Days, "days"): lambda value: _signed(value, 0),
    (Days, "hours"): lambda value: _signed(value, 1),
    (Days, "minutes"): lambda value: _signed(value, 2),
    (Days, "seconds"): lambda value: _signed(value, 3),
    (Months, "years"): _of_year,
    (Months, "months"): _of_month,
    (Span, "start"): lambda value: value.low,
    (Span, "end"): lambda value: value.high,
    (Span, "start included"): lambda value: value.closed_low,
    (Span, "end included"): lambda value: value.closed_high,
}
