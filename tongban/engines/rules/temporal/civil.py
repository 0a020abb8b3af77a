"""The proleptic Gregorian calendar over any number of years (the standard's years exceed datetime's)."""

from __future__ import annotations

MAX_YEAR = 999_999_999
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_days(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else _DAYS[month]


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def from_day_number(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day counted from 1970-01-01."""
    era, of_era = divmod(number + 719468, 146097)
    years = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * years + years // 4 - years // 100)
    shifted = (5 * of_year + 2) // 153
    day = of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + (3 if shifted < 10 else -9)
    return years + era * 400 + (month <= 2), month, day


def weekday(number: int) -> int:
    """1 is Monday."""
    return (number + 3) % 7 + 1


def iso_week(number: int) -> int:
    """The week of the year as ISO 8601 counts it."""
    thursday = number - weekday(number) + 4
    year, _, _ = from_day_number(thursday)
    return (thursday - day_number(year, 1, 1)) // 7 + 1
