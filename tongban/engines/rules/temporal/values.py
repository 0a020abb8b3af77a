"""The temporal values themselves: immutable, hashable, compared as the standard says."""

from __future__ import annotations

from dataclasses import dataclass

from . import civil
from .zones import offset_at, zone

NANO = 1_000_000_000
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Offset:
    """A fixed distance from UTC."""

    seconds: int

    def __str__(self) -> str:
        if not self.seconds:
            return "Z"
        hours, rest = divmod(abs(self.seconds), 3600)
        minutes, seconds = divmod(rest, 60)
        tail = f":{seconds:02}" if seconds else ""
        return f"{'-' if self.seconds < 0 else '+'}{hours:02}:{minutes:02}{tail}"


@dataclass(frozen=True, slots=True)
class Zone:
    """A place's time, by its IANA name."""

    name: str

    def __str__(self) -> str:
        return f"@{self.name}"

    @property
    def known(self) -> bool:
        return zone(self.name) is not None


@dataclass(frozen=True, slots=True)
class Months:
    """A years and months duration."""

    count: int

    def __str__(self) -> str:
        years, months = divmod(abs(self.count), 12)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return f"{'-' if self.count < 0 else ''}P{text or '0M'}"


@dataclass(frozen=True, slots=True)
class Days:
    """A days and time duration, in nanoseconds."""

    nanos: int

    @property
    def parts(self) -> tuple[int, int, int, int, int]:
        """Days, hours, minutes, seconds, nanoseconds, all without sign."""
        seconds, nanos = divmod(abs(self.nanos), NANO)
        days, rest = divmod(seconds, DAY)
        return days, rest // 3600, rest % 3600 // 60, rest % 60, nanos

    def __str__(self) -> str:
        days, hours, minutes, seconds, nanos = self.parts
        time = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        if seconds or nanos:
            time += f"{seconds}{fraction(nanos)}S"
        text = (f"{days}D" if days else "") + (f"T{time}" if time else "")
        return f"{'-' if self.nanos < 0 else ''}P{text or 'T0S'}"


@dataclass(frozen=True, slots=True)
class Date:
    year: int
    month: int
    day: int

    @property
    def number(self) -> int:
        return civil.day_number(self.year, self.month, self.day)

    @property
    def key(self) -> tuple[int, int, int]:
        return (self.year, self.month, self.day)

    def __str__(self) -> str:
        return f"{'-' if self.year < 0 else ''}{abs(self.year):04}-{self.month:02}-{self.day:02}"

    @staticmethod
    def of_number(number: int) -> Date | None:
        year, month, day = civil.from_day_number(number)
        return Date(year, month, day) if abs(year) <= civil.MAX_YEAR else None

    def plus_months(self, count: int) -> Date | None:
        years, month = divmod(self.year * 12 + self.month - 1 + count, 12)
        if abs(years) > civil.MAX_YEAR:
            return None
        return Date(years, month + 1, min(self.day, civil.month_days(years, month + 1)))


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day: nanoseconds since midnight and, perhaps, where."""

    nanos: int
    zone: Offset | Zone | None = None

    @property
    def clock(self) -> tuple[int, int, int, int]:
        """Hour, minute, second, nanosecond."""
        seconds, nanos = divmod(self.nanos, NANO)
        return seconds // 3600, seconds % 3600 // 60, seconds % 60, nanos

    @property
    def offset(self) -> int | None:
        if isinstance(self.zone, Zone):
            return offset_at(self.zone.name, 1970, 1, 1, self.nanos // NANO)
        return self.zone.seconds if self.zone else None

    @property
    def key(self) -> int:
        """What times are ordered by: nanoseconds at UTC."""
        return self.nanos - (self.offset or 0) * NANO

    def __str__(self) -> str:
        hour, minute, second, nanos = self.clock
        return f"{hour:02}:{minute:02}:{second:02}{fraction(nanos)}{self.zone or ''}"


@dataclass(frozen=True, slots=True)
class DateTime:
    date: Date
    time: Time

    @property
    def offset(self) -> int | None:
        zone = self.time.zone
        if isinstance(zone, Zone):
            return offset_at(zone.name, *self.date.key, self.time.nanos // NANO)
        return zone.seconds if zone else None

    @property
    def local(self) -> int:
        """Nanoseconds since 1970 on the local clock."""
        return self.date.number * DAY * NANO + self.time.nanos

    @property
    def key(self) -> int:
        """What moments are ordered by: nanoseconds since 1970 at UTC."""
        return self.local - (self.offset or 0) * NANO

    def __str__(self) -> str:
        return f"{self.date}T{self.time}"

    @staticmethod
    def of_local(nanos: int, zone: Offset | Zone | None) -> DateTime | None:
        day, rest = divmod(nanos, DAY * NANO)
        date = Date.of_number(day)
        return DateTime(date, Time(rest, zone)) if date else None


def fraction(nanos: int) -> str:
    """The part of a second after the point, without needless zeros."""
    return f".{nanos:09}".rstrip("0") if nanos else ""
