"""Offsets from UTC: fixed, or of a named zone at a moment."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(256)
def zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name, None where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _python_year(year: int) -> int:
    # the calendar repeats every 400 years; zone rules reach as far as datetime does
    return year if 2 <= year <= 9998 else 2000 + year % 400 if year > 9998 else 4 + year % 4


@lru_cache(4096)
def offset_at(name: str, year: int, month: int, day: int, second: int) -> int:
    """Seconds east of UTC in a named zone at local wall time."""
    tz = zone(name)
    moment = dt.datetime(_python_year(year), month, min(day, 28) if (month, day) == (2, 29) and not
                         _leap(_python_year(year)) else day, tzinfo=tz) + dt.timedelta(seconds=second)
    found = moment.utcoffset()
    return int(found.total_seconds()) if found is not None else 0


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
