"""Conversion functions (10.3.4.1): texts and numbers into other values and back."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from tongban.engines.rules.limits import long_text
from tongban.engines.rules.temporal import (
    Date,
    DateTime,
    Days,
    Months,
    Offset,
    Time,
    date_of,
    date_time_of,
    duration_of,
    time_of,
)
from tongban.engines.rules.temporal.read import date_parts
from tongban.engines.rules.temporal.values import DAY, NANO
from tongban.engines.rules.values import MATH

from .registry import feel
from .text import show

_NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@feel("string(from: Any)")
def string(value: Any) -> str | None:
    return None if value is None else long_text(show(value))


@feel("number(from: string, grouping separator?: string!, decimal separator?: string!)")
def number(text: str, grouping: str | None = None, point: str | None = None) -> Decimal | None:
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", ".") or (grouping and grouping == point):
        return None
    if grouping:
        text = text.replace(grouping, "")
    if point and point != ".":
        if "." in text:
            return None
        text = text.replace(point, ".")
    return MATH.plus(Decimal(text)) if _NUMBER.fullmatch(text) else None


@feel("number(from: number)")
def number_of_number(value: Decimal) -> Decimal:
    return value


@feel("date(from: string)")
def date_from_text(text: str) -> Date | None:
    return date_of(text)


@feel("date(from: date and time)")
def date_from_moment(moment: DateTime) -> Date:
    return moment.date


@feel("date(from: date)")
def date_from_date(date: Date) -> Date:
    return date


@feel("date(year: number, month: number, day: number)")
def date_from_parts(year: Decimal, month: Decimal, day: Decimal) -> Date | None:
    return date_parts(int(year), int(month), int(day))


@feel("time(from: string)")
def time_from_text(text: str) -> Time | None:
    return time_of(text)


@feel("time(from: time)")
def time_from_time(time: Time) -> Time:
    return time


@feel("time(from: date and time)")
def time_from_moment(moment: DateTime) -> Time:
    return moment.time


@feel("time(from: date)")
def time_from_date(date: Date) -> Time:
    return Time(0, Offset(0))


@feel("time(hour: number, minute: number, second: number, offset?: days and time duration!)")
def time_from_parts(hour: Decimal, minute: Decimal, second: Decimal, offset: Days | None = None) -> Time | None:
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return None
    zone = None
    if offset is not None:
        if abs(offset.nanos) > 18 * 3600 * NANO:
            return None
        zone = Offset(int(offset.nanos / NANO))
    nanos = int(second * NANO)
    return Time((int(hour) * 3600 + int(minute) * 60) * NANO + nanos, zone)


@feel("date and time(from: string)")
def moment_from_text(text: str) -> DateTime | None:
    return date_time_of(text)


@feel("date and time(from: date and time)")
def moment_from_moment(moment: DateTime) -> DateTime:
    return moment


@feel("date and time(date: date, time: time)")
def moment_of(date: Date, time: Time) -> DateTime:
    return DateTime(date, time)


@feel("date and time(date: date and time, time: time)")
def moment_on(moment: DateTime, time: Time) -> DateTime:
    return DateTime(moment.date, time)


@feel("date and time(date: date and time, timezone: string)")
def moment_at(moment: DateTime, timezone: str) -> DateTime | None:
    from tongban.engines.rules.temporal.read import zone_of
    zone = zone_of(timezone if timezone[:1] in "Z+-@" else f"@{timezone}")
    if isinstance(zone, bool) or zone is None or moment.offset is None:
        return None
    first = DateTime.of_local(moment.key, zone)
    if first is None or first.offset is None:
        return None
    return DateTime.of_local(moment.key + first.offset * NANO, zone)


@feel("date and time(year: number, month: number, day: number, hour: number, minute: number, second: number, "
      "offset?: days and time duration!)")
def moment_from_parts(year: Decimal, month: Decimal, day: Decimal, hour: Decimal, minute: Decimal, second: Decimal,
                      offset: Days | None = None) -> DateTime | None:
    date, time = date_from_parts(year, month, day), time_from_parts(hour, minute, second, offset)
    return DateTime(date, time) if date and time else None


@feel("duration(from: string)")
def duration(text: str) -> Months | Days | None:
    return duration_of(text)


@feel("duration(from: days and time duration|years and months duration)")
def duration_itself(value: Any) -> Any:
    return value


@feel("years and months duration(from: date|date and time, to: date|date and time)")
def months_between(start: Any, end: Any) -> Months | None:
    a = start.date if isinstance(start, DateTime) else start
    b = end.date if isinstance(end, DateTime) else end
    count = (b.year - a.year) * 12 + b.month - a.month
    later_a, later_b = _within_month(start), _within_month(end)
    if count > 0 and later_b < later_a:
        count -= 1
    elif count < 0 and later_b > later_a:
        count += 1
    return Months(count)


def _within_month(moment: Any) -> int:
    if isinstance(moment, DateTime):
        return moment.date.day * DAY * NANO + moment.time.nanos
    return int(moment.day) * DAY * NANO
