"""Time: one injectable clock. Instants are aware and in UTC; people read Asia/Shanghai."""

from __future__ import annotations

import time as _time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

_held: ContextVar[datetime | None] = ContextVar("held", default=None)
_shift: Callable[[], timedelta] | None = None


def now() -> datetime:
    """The present instant, as this process is told to see it."""
    held = _held.get()
    if held is not None:
        return held
    present = datetime.fromtimestamp(_time.time(), UTC)
    return present + _shift() if _shift else present


def ticking() -> float:
    """Seconds of the machine's own clock, which the demo does not move: for codes of telephones, ages of sittings."""
    held = _held.get()
    return held.timestamp() if held is not None else _time.time()


def today() -> date:
    """The calendar day at the counter."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same instant on Shanghai's wall clock."""
    return moment.astimezone(SHANGHAI)


def midnight(day: date) -> datetime:
    """The first moment of a day at the counter."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)


@contextmanager
def held(moment: datetime) -> Iterator[None]:
    """Hold the clock at ``moment``: for tests, and for a history made by the real verbs."""
    token = _held.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _held.reset(token)


def shift_by(source: Callable[[], timedelta] | None) -> None:
    """Let every process see time moved by what ``source`` says: the demo's movable clock."""
    global _shift
    _shift = source


def zh(day: date) -> str:
    """A day as people write it: 2026年11月22日."""
    return f"{day.year}年{day.month}月{day.day}日"


def zh_moment(moment: datetime) -> str:
    """A moment as notices write it, in Shanghai: 2026年11月22日9时30分."""
    here = local(moment)
    return f"{zh(here.date())}{here.hour}时{here.minute:02d}分"
