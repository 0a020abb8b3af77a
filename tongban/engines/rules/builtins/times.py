"""Functions of dates and times (10.3.4.7, 10.3.4.8)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tongban.engines.rules.compare import equal
from tongban.engines.rules.instances import type_of
from tongban.engines.rules.temporal import Date, DateTime, Time
from tongban.engines.rules.temporal.civil import day_number, iso_week, weekday
from tongban.engines.rules.values import feel as inward
from tongban.kernel import time

from .registry import feel

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"]


def _date(value: Any) -> Date:
    return value.date if isinstance(value, DateTime) else value


@feel("day of year(date: date|date and time)")
def day_of_year(date: Any) -> Decimal:
    day = _date(date)
    return Decimal(day.number - day_number(day.year, 1, 1) + 1)


feel("day of week(date: date|date and time)")(lambda date: _DAYS[weekday(_date(date).number) - 1])
feel("month of year(date: date|date and time)")(lambda date: _MONTHS[_date(date).month - 1])
feel("week of year(date: date|date and time)")(lambda date: Decimal(iso_week(_date(date).number)))


@feel("now()")
def now() -> DateTime:
    """The moment of evaluation; rules that must be repeatable take their date from the facts."""
    found = inward(time.local(time.now()))
    assert isinstance(found, DateTime)
    return found


@feel("today()")
def today() -> Date:
    return now().date


@feel("is(value1: Any, value2: Any)")
def identical(a: Any, b: Any) -> bool | None:
    """The same in kind and value: times on different zones differ."""
    if type_of(a).name != type_of(b).name:
        return False
    if isinstance(a, (Time, DateTime)):
        return bool(a == b) or (str(a) == str(b))
    return equal(a, b)
