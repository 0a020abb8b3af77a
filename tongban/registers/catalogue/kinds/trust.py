"""What an item takes on trust: a promise instead of a document, a document that may come later, a window to renew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tongban.engines.clocks import Limit
from tongban.registers.catalogue.kinds.marks import Cursor

if TYPE_CHECKING:
    from tongban.engines.clocks import Calendar

ACTS = {"issue": "核发", "change": "变更", "renew": "延续", "replace": "补发", "cancel": "注销"}
"""What the result of an item is to a licence; all but the first concern one that the applicant holds."""


@dataclass(frozen=True)
class Undertaking:
    """A promise that stands for a document (告知承诺): its words, when it is looked into and what follows if broken."""

    promise: str
    check: Limit
    desk: str
    broken: str
    law: str

    @classmethod
    def of(cls, at: Cursor) -> Undertaking:
        at.knowing("promise", "check", "desk", "broken", "law")
        check = days(at, "check")
        if check is None:
            raise at.bad("缺少“check”（作出决定后多少个工作日内核查）。")
        return cls(at.text("promise"), check, at.text("desk"), at.text("broken"), at.text("law"))


@dataclass(frozen=True)
class Window:
    """When a renewal is asked for in time (延续申请期间), counted back from the last day of the licence."""

    start: Limit
    end: Limit

    @classmethod
    def of(cls, at: Cursor) -> Window:
        at.knowing("from", "until")
        start, end = days(at, "from"), days(at, "until")
        if start is None or end is None:
            raise at.bad("延续申请期间要写明 from 和 until，例如 {from: 90 working days, until: 15 working days}。")
        if start.unit != end.unit or start.amount <= end.amount:
            raise at.bad("延续申请期间的 from 应比 until 早，单位相同。")
        return cls(start, end)

    def opens(self, last: date, calendar: Calendar) -> date:
        """The first day on which one may ask."""
        return _before(last, self.start, calendar)

    def closes(self, last: date, calendar: Calendar) -> date:
        """The last day on which one asks in time: what is not answered then is renewed by law."""
        return _before(last, self.end, calendar)

    @property
    def zh(self) -> str:
        return f"有效期届满前 {self.start.zh}至 {self.end.zh}之间"


def days(at: Cursor, key: str) -> Limit | None:
    """A limit in days; one that ends at a moment has no day."""
    found = at.limit(key)
    if found is not None and found.unit not in ("working day", "day"):
        raise at.bad("这里的时限应以工作日或自然日计，例如 5 working days。", key)
    return found


def _before(last: date, limit: Limit, calendar: Calendar) -> date:
    if limit.unit == "working day":
        return calendar.add(last, -limit.amount)
    return date.fromordinal(last.toordinal() - limit.amount)
