"""Texts into temporal values: the lexical forms of XML Schema as FEEL narrows them; None when the text is none."""

from __future__ import annotations

import re

from . import civil
from .values import DAY, NANO, Date, DateTime, Days, Months, Offset, Time, Zone

_DATE = re.compile(r"(-?)([1-9]\d{4,8}|\d{4})-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(r"(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d(?::\d\d)?|@[A-Za-z0-9_+\-/]+)?", re.ASCII)
_MONTHS = re.compile(r"(-?)P(?:(\d{1,10})Y)?(?:(\d{1,12})M)?", re.ASCII)
_DAYS = re.compile(r"(-?)P(?:(\d{1,15})D)?(T(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15})(?:\.(\d*))?S)?)?", re.ASCII)


def date_parts(year: int, month: int, day: int) -> Date | None:
    """A date from its numbers, None when the calendar has no such day."""
    if abs(year) > civil.MAX_YEAR or not 1 <= month <= 12 or not 1 <= day <= civil.month_days(year, month):
        return None
    return Date(year, month, day)


def date_of(text: str) -> Date | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    sign, year, month, day = found.groups()
    return date_parts(int(sign + year), int(month), int(day))


def zone_of(text: str | None) -> Offset | Zone | bool | None:
    """An offset or zone; None for no text, False for a wrong one."""
    if not text:
        return None
    if text == "Z":
        return Offset(0)
    if text.startswith("@"):
        place = Zone(text[1:])
        return place if place.known else False
    hours, minutes, *rest = (int(part) for part in text[1:].split(":"))
    seconds = rest[0] if rest else 0
    if hours > 18 or minutes > 59 or seconds > 59 or (hours == 18 and (minutes or seconds)):
        return False
    return Offset((hours * 3600 + minutes * 60 + seconds) * (-1 if text[0] == "-" else 1))


def time_of(text: str) -> Time | None:
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3])
    zone = zone_of(found[5])
    if hour > 23 or minute > 59 or second > 59 or isinstance(zone, bool):
        return None
    nanos = int((found[4] or "").ljust(9, "0"))
    return Time((hour * 3600 + minute * 60 + second) * NANO + nanos, zone)


def date_time_of(text: str) -> DateTime | None:
    """A date and time; a date alone is its midnight."""
    day, mark, clock = text.partition("T")
    date = date_of(day)
    if date is None:
        return None
    if not mark:
        return DateTime(date, Time(0))
    if clock.startswith("24:00:00") and (rest := time_of("00" + clock[2:])) and not rest.nanos:
        following = Date.of_number(date.number + 1)
        return DateTime(following, rest) if following else None
    time = time_of(clock)
    return DateTime(date, time) if time else None


def duration_of(text: str) -> Months | Days | None:
    found = _MONTHS.fullmatch(text)
    if found and (found[2] or found[3]):
        count = int(found[2] or 0) * 12 + int(found[3] or 0)
        return Months(-count if found[1] else count)
    found = _DAYS.fullmatch(text)
    if not found or not any(found.group(2, 4, 5, 6)) or found[3] == "T":
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.group(2, 4, 5, 6))
    nanos = (days * DAY + hours * 3600 + minutes * 60 + seconds) * NANO + int((found[7] or "")[:9].ljust(9, "0"))
    return Days(-nanos if found[1] else nanos)


def temporal_of(text: str) -> Date | DateTime | Time | Months | Days | None:
    """Whatever an at-literal (@"…") says."""
    if text[:1] == "P" or text[:2] == "-P":
        return duration_of(text)
    if "T" in text.split("@")[0]:
        return date_time_of(text)
    return date_of(text) or time_of(text)
