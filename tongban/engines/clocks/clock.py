"""Reading a clock (计时): from what happened and a limit to what is left, at any moment."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from tongban.engines.clocks.calendar import Calendar, days_after
from tongban.engines.clocks.limits import ClockError, Limit

ZONE = ZoneInfo("Asia/Shanghai")
CLOSING = time(17, 0)

State = Literal["running", "near", "overdue", "paused", "done"]

_NEAR = 0.25
_DAY = timedelta(days=1)


class BadPause(ClockError):
    """A pause that ends before it starts, or moments without a time zone."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch that does not count (不计入时限): why, by which law, from when, until when or still."""

    start: datetime
    end: datetime | None = None
    reason: str = ""
    law: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise BadPause("暂停计时的结束时间早于开始时间，请核对。")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock shows. Days are those of the limit: working days, or natural days.

    `due_at` is the moment to show a person; for limits in days the whole due date is in time.
    `overdue_days` is at least 1 whenever the limit was missed, also on a clock that was stopped too late.
    """

    due: date
    due_at: datetime
    left_days: int
    used_days: int
    total_days: int
    overdue_days: int
    paused_days: int
    state: State
    warning: str | None


def read(
    start: datetime,
    limit: Limit,
    pauses: Iterable[Pause] = (),
    *,
    now: datetime,
    stopped_at: datetime | None = None,
    calendar: Calendar | None = None,
) -> Reading:
    """What the clock of something started then shows now; a stopped clock shows what it showed when it stopped."""
    calendar = calendar or Calendar.standard()
    pauses = tuple(pauses)
    _require_zones(start, now, stopped_at, *(moment for pause in pauses for moment in (pause.start, pause.end)))
    at = min(now, stopped_at) if stopped_at else now
    at = max(at, start)
    stretches = _merged(start, at, pauses)
    paused = any(pause.start <= at and (pause.end is None or at < pause.end) for pause in pauses)
    measure = _by_time if limit.unit in ("hour", "minute") else _by_day
    return measure(start, limit, stretches, at, paused, bool(stopped_at and stopped_at <= now), calendar)


def _by_day(
    start: datetime, limit: Limit, stretches: list[tuple[datetime, datetime]],
    at: datetime, paused: bool, done: bool, calendar: Calendar,
) -> Reading:  # fmt: skip
    first, today = _day(start), _day(at)
    out = {day for a, b in stretches for day in days_after(_day(a), _day(b))}

    def countable(day: date) -> bool:
        return limit.unit == "day" or calendar.is_working(day)

    def counts(day: date) -> bool:
        return day not in out and countable(day)

    due = _nth(first, limit.amount, counts)
    for a, b in stretches:
        if _day(a) == due < _day(b):  # it stood before its last day was over: that day is given back
            back = _day(b)
            while not countable(back) or (back in out and back != _day(b)):
                back += _DAY
            out = (out | {due}) - {back}
            due = _nth(first, limit.amount, counts)
    if limit.unit == "day":
        due = calendar.not_before(due)
    used = sum(map(counts, days_after(first, today)))
    late = today > due
    left = 0 if late else sum(map(counts, days_after(today, due)))
    overdue = max(1, sum(map(counts, days_after(due, today)))) if late else 0
    near = due <= today or left <= _NEAR * limit.amount
    paused_days = sum(countable(day) for day in out if day <= today)
    return Reading(
        due=due, due_at=datetime.combine(due, CLOSING, ZONE), left_days=left, used_days=used, total_days=limit.amount,
        overdue_days=overdue, paused_days=paused_days, state=_state(done, late, paused, near),
        warning=calendar.warning(first, due),
    )  # fmt: skip


def _by_time(
    start: datetime, limit: Limit, stretches: list[tuple[datetime, datetime]],
    at: datetime, paused: bool, done: bool, calendar: Calendar,
) -> Reading:  # fmt: skip
    total = timedelta(hours=limit.amount) if limit.unit == "hour" else timedelta(minutes=limit.amount)
    due_at = start + total
    for a, b in stretches:
        if a < due_at:
            due_at += b - a
    out = sum((min(b, at) - a for a, b in stretches), timedelta())
    left = max(due_at - at, timedelta())
    late = at > due_at
    return Reading(
        due=_day(due_at), due_at=due_at.astimezone(ZONE), left_days=left // _DAY, used_days=(at - start - out) // _DAY,
        total_days=total // _DAY, overdue_days=math.ceil((at - due_at) / _DAY) if late else 0, paused_days=out // _DAY,
        state=_state(done, late, paused, left <= _NEAR * total), warning=None,
    )  # fmt: skip


def _state(done: bool, late: bool, paused: bool, near: bool) -> State:
    # A pause that began after the limit had passed cures nothing.
    if done:
        return "done"
    if late:
        return "overdue"
    if paused:
        return "paused"
    return "near" if near else "running"


def _nth(first: date, n: int, counts: Callable[[date], bool]) -> date:
    day = first
    while n:
        day += _DAY
        n -= counts(day)
    return day


def _merged(start: datetime, at: datetime, pauses: Iterable[Pause]) -> list[tuple[datetime, datetime]]:
    """The pauses begun by now, none overlapping another; an end agreed for a later day already counts."""
    merged: list[tuple[datetime, datetime]] = []
    for pause in sorted(pauses, key=lambda pause: pause.start):
        a, b = max(pause.start, start), pause.end or at
        if a > at or b <= a:
            continue
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def _require_zones(*moments: datetime | None) -> None:
    if any(moment is not None and moment.tzinfo is None for moment in moments):
        raise BadPause("计时需要带时区的时刻。")
