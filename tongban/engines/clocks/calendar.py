"""The calendar of working days (工作日): what the State Council's notices say, year by year."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from tongban.engines.clocks.festivals import statutory
from tongban.engines.clocks.limits import BadLimit, ClockError, Limit

_DAY = timedelta(days=1)


class BadNotice(ClockError):
    """A holiday notice that cannot be read."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One year's arrangement of holidays (放假安排): each day it speaks of, worked or not, with the holiday's name."""

    year: int
    days: Mapping[date, tuple[bool, str]]
    papers: tuple[str, ...] = ()  # where it was published

    @classmethod
    def of(cls, notice: str | bytes | Mapping[str, Any]) -> "Notice":
        """Read a notice in the form of holiday-cn; raises `BadNotice`."""
        return _read(notice)


class Calendar:
    """Which days are worked. Immutable: a new notice makes a new calendar."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        self._notices = {notice.year: notice for notice in sorted(notices, key=lambda n: n.year)}
        # A notice may speak of the last days of the year before; the later notice knows better.
        self._named = {day: said for notice in self._notices.values() for day, said in notice.days.items()}
        self._worked = {day: worked for day, (worked, _) in self._named.items()}

    @classmethod
    def standard(cls) -> "Calendar":
        """The notices that come with the house, 2007 to 2026."""
        return _standard()

    def with_notice(self, notice: str | bytes | Mapping[str, Any]) -> "Calendar":
        """This calendar with one more notice (放假安排), as JSON in the form of holiday-cn, in place of that year's."""
        read = _read(notice)
        return Calendar({**self._notices, read.year: read}.values())

    def notice(self, year: int) -> Notice | None:
        return self._notices.get(year)

    def published(self, year: int) -> bool:
        return year in self._notices

    def years(self) -> tuple[int, ...]:
        """The years whose notice is known."""
        return tuple(self._notices)

    def is_working(self, day: date) -> bool:
        if day in self._worked:
            return self._worked[day]
        if day.weekday() >= 5:
            return False
        return self.published(day.year) or day not in _statutory(day.year)

    def why(self, day: date) -> str:
        """Why a day is worked or not, in words."""
        if day in self._named:
            worked, name = self._named[day]
            return f"{name}调休上班" if worked else f"{name}放假"
        if day.weekday() >= 5:
            return "周末休息"
        if self.published(day.year):
            return "周一至周五，不在放假安排之内"
        known = f"{day.year} 年放假安排尚未公布，"
        return f"{known}按法定节日推算为休息日" if day in _statutory(day.year) else f"{known}按周一至周五推算"

    def changed(self, other: "Calendar", year: int) -> frozenset[date]:
        """The days on which the two disagree, as far as the notice of a year may speak of them."""
        first = date(year - 1, 1, 1)
        return frozenset(
            day for day in (first + n * _DAY for n in range(3 * 366)) if self.is_working(day) != other.is_working(day)
        )

    def add(self, day: date, n: int) -> date:
        """The n-th working day after a day (before it, if n is negative)."""
        step = _DAY if n > 0 else -_DAY
        for _ in range(abs(n)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def due(self, start: date, limit: Limit) -> date:
        """The last day of a limit in days; the day of the start is not counted.

        Natural days ending on a day off end on the next working day (民法典 第二百零三条).
        """
        if limit.unit == "working day":
            return self.add(start, limit.amount)
        if limit.unit == "day":
            return self.not_before(start + limit.amount * _DAY)
        if limit.unit == "on the spot":
            return start
        raise BadLimit(f"“{limit.zh}”从某一时刻起算，只有日期不能得出到期日。")

    def not_before(self, day: date) -> date:
        """The day itself, or the next working day."""
        while not self.is_working(day):
            day += _DAY
        return day

    def working_days_between(self, a: date, b: date) -> int:
        """How many working days lie after a up to and including b; negative when b comes first."""
        if b < a:
            return -self.working_days_between(b, a)
        return sum(self.is_working(day) for day in days_after(a, b))

    def warning(self, first: date, last: date) -> str | None:
        """What a person must know about an answer that rests on years not yet published."""
        open_years = [str(year) for year in range(first.year, last.year + 1) if not self.published(year)]
        if not open_years:
            return None
        return f"{'、'.join(open_years)} 年放假安排尚未公布，暂按周末和法定节日推算"


def days_after(a: date, b: date) -> Iterator[date]:
    """Each day after a up to and including b."""
    return (a + n * _DAY for n in range(1, (b - a).days + 1))


@cache
def _statutory(year: int) -> frozenset[date]:
    return statutory(year)


@cache
def _standard() -> Calendar:
    folder = files("tongban.engines.clocks") / "data"
    notices: Iterable[str] = (f.read_text("utf-8") for f in folder.iterdir() if f.name.startswith("holiday-cn-"))
    return Calendar([_read(notice) for notice in notices])


def _read(notice: str | bytes | Mapping[str, Any]) -> Notice:
    try:
        data = json.loads(notice) if isinstance(notice, str | bytes) else notice
        year = int(data["year"])
        rows = [(date.fromisoformat(row["date"]), not _flag(row["isOffDay"]), _name(row)) for row in data["days"]]
        papers = tuple(str(paper) for paper in data.get("papers") or ())
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise BadNotice("放假安排文件读不懂。应为 JSON，含 year 和 days，每天有 date 和 isOffDay。") from None
    days = {day: (worked, name) for day, worked, name in rows}
    if not days:
        raise BadNotice(f"{year} 年的放假安排是空的，可能尚未公布。请在国务院办公厅通知发布后再导入。")
    if strays := [day for day in days if abs(day.year - year) > 1]:
        raise BadNotice(f"{year} 年的放假安排里出现了 {strays[0]}，请检查年份。")
    if len(days) < len(rows):
        listed = [day for day, *_ in rows]
        twice = next(day for day in listed if listed.count(day) > 1)
        raise BadNotice(f"{year} 年的放假安排里 {twice} 出现了两次，请核对文件。")
    return Notice(year, days, papers)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _name(row: Mapping[str, Any]) -> str:
    return str(row.get("name") or "节日")
