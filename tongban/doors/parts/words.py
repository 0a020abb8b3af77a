"""One vocabulary on every page: moments, days, states and clocks in Chinese words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tongban.kernel import time
from tongban.work.cases.kinds import Outcome
from tongban.work.cases.states import STATES

TONES = {
    "draft": "", "submitted": "brand", "incomplete": "hold", "accepted": "brand", "paused": "hold",
    "decided": "ok", "closed": "ok",
}  # fmt: skip
CLOCK_TONES = {"running": "ok", "near": "warn", "overdue": "bad", "paused": "hold", "done": "ok"}
CLOCK_NAMES = {"running": "正常", "near": "临期", "overdue": "超期", "paused": "暂停", "done": "办结"}
LANES = {
    "waiting": ("未开始", ""),
    "open": ("办理中", "brand"),
    "half": ("待复核", "brand"),
    "agreed": ("已同意", "ok"),
    "disagreed": ("不同意", "bad"),
}


def moment(value: datetime | None, short: bool = False) -> str:
    """2026年11月27日 17:00, short 11月27日 17:00."""
    if value is None:
        return ""
    here = time.local(value)
    return f"{day(here.date(), short)} {here:%H:%M}"


def day(value: date | None, short: bool = False) -> str:
    """2026年11月27日, short 11月27日."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = time.local(value).date()
    said = f"{value.month}月{value.day}日"
    return said if short else f"{value.year}年{said}"


def ago(value: datetime | None) -> str:
    """How people say it: 刚刚, 5 分钟前, 今天 10:42, 昨天 10:42, or the date; the year where it is another."""
    if value is None:
        return ""
    here, today = time.local(value), time.today()
    minutes = int((time.now() - value).total_seconds() // 60)
    if 0 <= minutes < 60:
        return f"{minutes} 分钟前" if minutes else "刚刚"
    days = (today - here.date()).days
    if days in (0, 1):
        return f"{'昨天' if days else '今天'} {here:%H:%M}"
    return moment(value, short=here.year == today.year)


def state(case: Any) -> str:
    """The state of a case as its applicant reads it."""
    if case.state == "closed":
        return {
            Outcome.GRANTED: "已办结", Outcome.REFUSED: "已办结（不予许可）", Outcome.TURNED_AWAY: "不予受理",
            Outcome.WITHDRAWN: "已撤回",
        }.get(case.outcome, "已办结")  # fmt: skip
    if case.state == "decided":
        return "准予，正在制证送达" if case.outcome == Outcome.GRANTED else "不予许可，正在送达"
    if case.state == "incomplete":
        return "待您补正（时限暂停）"
    return STATES[case.state][0]


def staff_state(case: Any) -> str:
    """The state of a case as officials call it."""
    if case.state in ("closed", "decided") and case.outcome:
        return f"{STATES[case.state][1]} · {Outcome(case.outcome).label}"
    return STATES[case.state][1]


def state_tone(case: Any) -> str:
    """The colour that goes with the state; never without its word."""
    if case.state in ("closed", "decided") and case.outcome in (Outcome.REFUSED, Outcome.TURNED_AWAY):
        return "bad"
    if case.state == "closed" and case.outcome == Outcome.WITHDRAWN:
        return ""
    return TONES[case.state]


def left(reading: Any, limit: Any = None) -> str:
    """The clock in one short sentence for a citizen: 还剩 2 个工作日, 还剩 3 小时 20 分钟."""
    if by_the_hour(limit):
        return _hours_left(reading)
    unit = unit_of(limit)
    if reading.state == "done":
        return "已办结" if not reading.overdue_days else f"已办结，超期 {reading.overdue_days} {unit}"
    if reading.state == "overdue":
        return f"已超期 {reading.overdue_days} {unit}"
    if reading.state == "paused":
        return f"时限暂停，还剩 {reading.left_days} {unit}"
    return f"还剩 {reading.left_days} {unit}" if reading.left_days else "今天到期"


def unit_of(limit: Any) -> str:
    """The unit in which a limit is counted, as people say it."""
    return "个自然日" if limit is not None and limit.unit == "day" else "个工作日"


def by_the_hour(limit: Any) -> bool:
    """Whether a limit runs on the wall clock, nights and holidays included."""
    return limit is not None and limit.unit in ("hour", "minute")


def _hours_left(reading: Any) -> str:
    away = reading.due_at - time.now()
    if reading.state == "done":
        return "已办结，超过时限" if reading.overdue_days else "已办结"
    if reading.state == "overdue":
        return f"已超期 {span(-away)}"
    return f"时限暂停，还剩 {span(away)}" if reading.state == "paused" else f"还剩 {span(away)}"


def span(long: timedelta) -> str:
    """A length of time in hours and minutes: 3 小时 20 分钟."""
    hours, minutes = divmod(max(0, int(long.total_seconds() // 60)), 60)
    if not hours:
        return f"{minutes} 分钟" if minutes else "不到 1 分钟"
    return f"{hours} 小时 {minutes} 分钟" if minutes else f"{hours} 小时"


def share(reading: Any, limit: Any = None) -> int:
    """How much of the limit is used, 0 to 100."""
    if reading.state == "overdue":
        return 100
    if by_the_hour(limit) and reading.state != "done":
        whole = timedelta(**{f"{limit.unit}s": limit.amount})
        return min(100, max(0, round(100 * (1 - (reading.due_at - time.now()) / whole))))
    return min(100, round(100 * reading.used_days / reading.total_days)) if reading.total_days else 100


@dataclass(frozen=True)
class Stretch:
    """A piece of the clock's bar, in percent of the way from the start to the due moment."""

    start: float
    width: float


def bar(start: datetime, reading: Any, pauses: Iterable[Any], end: datetime | None) -> tuple[float, list[Stretch]]:
    """How far the bar is filled, and the stretches that do not count (不计入时限)."""
    now = min(end or time.now(), time.now())
    whole = max((max(reading.due_at, now) - start).total_seconds(), 1)

    def at(moment: datetime) -> float:
        return round(min(max((moment - start).total_seconds() / whole * 100, 0), 100), 1)

    found = [Stretch(at(p.started_at), max(at(p.ended_at or now) - at(p.started_at), 1.5)) for p in pauses]
    return at(now), found
