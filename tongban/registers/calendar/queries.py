"""Questions to the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from time import monotonic

from django.db.models import Count, Max

from tongban.engines.clocks import Calendar
from tongban.kernel.actor import Actor
from tongban.kernel.once import only_reading
from tongban.registers.calendar import permits
from tongban.registers.calendar.models import HolidayNotice
from tongban.registers.calendar.reading import read


@dataclass(frozen=True)
class Year:
    """A year whose notice is known: where it was published, and who imported it when, unless it came with the house."""

    year: int
    papers: tuple[str, ...]
    off: int
    made_up: tuple[date, ...]  # weekend days that are worked
    imported_by: str = ""
    imported_at: datetime | None = None
    applied: bool = True


@dataclass(frozen=True)
class Preview:
    """What a notice would change, before anybody imports it."""

    year: int
    off: tuple[date, ...]
    worked: tuple[date, ...]
    now_off: tuple[date, ...]  # days that are worked by what is known now, and would be off
    now_worked: tuple[date, ...]
    after: Calendar
    replaces: bool  # another notice for this year is known


Version = tuple[int, int, datetime | None]
FRESH = 1.0  # seconds for which a page that only shows need not look again
_seen: tuple[float, Version] | None = None


def calendar() -> Calendar:
    """The working days by the newest notices; a verb looks for newer ones each time, in whichever process it runs."""
    return _calendar(_lately() if only_reading() else _version())


def calendar_before(notice_id: int) -> Calendar:
    """As it was known before a notice was imported."""
    return _of(HolidayNotice.objects.filter(pk__lt=notice_id))


def calendar_with(notice_id: int) -> Calendar:
    """As it was known when a notice was imported."""
    return _of(HolidayNotice.objects.filter(pk__lte=notice_id))


def preview(actor: Actor, text: str) -> Preview:
    """What a notice says and changes; nothing is kept. Raises `UnreadableNotice`, `SameNotice`."""
    permits.require_keeper(actor)
    known = _calendar(_version())
    notice = read(text, known)
    after = Calendar([*(found for year in known.years() if (found := known.notice(year))), notice])
    changed = sorted(after.changed(known, notice.year))
    days = sorted(notice.days.items())
    return Preview(
        year=notice.year, off=tuple(day for day, (worked, _) in days if not worked),
        worked=tuple(day for day, (worked, _) in days if worked),
        now_off=tuple(day for day in changed if not after.is_working(day)),
        now_worked=tuple(day for day in changed if after.is_working(day)), after=after,
        replaces=known.published(notice.year),
    )  # fmt: skip


def years() -> list[Year]:
    """The years known, newest first."""
    known, rows = _calendar(_version()), {row.year: row for row in HolidayNotice.objects.order_by("pk")}
    found = []
    for year in known.years():
        notice, row = known.notice(year), rows.get(year)
        if notice is None:
            continue
        made_up = tuple(day for day, (worked, _) in sorted(notice.days.items()) if worked)
        papers = (row.source, *notice.papers) if row else notice.papers
        found.append(
            Year(
                year, tuple(dict.fromkeys(papers)), len(notice.days) - len(made_up), made_up,
                row.imported_by if row else "", row.imported_at if row else None, row is None or bool(row.applied_at),
            )
        )
    return found[::-1]


def not_applied() -> list[HolidayNotice]:
    """The notices whose dates are still to be moved, in the order in which they were imported."""
    return list(HolidayNotice.objects.filter(applied_at=None))


def history(year: int) -> list[HolidayNotice]:
    """Every notice imported for a year, newest first: what counted before stays on record."""
    return list(HolidayNotice.objects.filter(year=year).order_by("-pk"))


def _lately() -> Version:
    if _seen is None or monotonic() - _seen[0] > FRESH:
        return _version()
    return _seen[1]


def _version() -> Version:
    global _seen
    # Rows only come, numbered in order under a lock: as many rows with the same last one are the same rows.
    seen = HolidayNotice.objects.aggregate(count=Count("pk"), last=Max("pk"), at=Max("imported_at"))
    found = seen["count"], seen["last"] or 0, seen["at"]
    _seen = monotonic(), found
    return found


@lru_cache(maxsize=4)
def _calendar(version: Version) -> Calendar:
    return _of(HolidayNotice.objects.filter(pk__lte=version[1]))


def _of(rows: Iterable[HolidayNotice]) -> Calendar:
    known = Calendar.standard()
    for row in rows:
        known = known.with_notice(row.text)
    return known
