"""I11: the date that runs on a case, reckoned from scratch: raw notices of holidays, and when the facts happened."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench.faults.invariants import Fact, Held, Looked

NOTICES = Path(__file__).resolve().parents[3] / "tongban" / "engines" / "clocks" / "data"
ZONE, DAY = ZoneInfo("Asia/Shanghai"), timedelta(days=1)
ACCEPTANCE, SUPPLY = (5, "working"), (10, "working")  # 行政许可法 第三十二条; what an item says nothing about
# Until the State Council's notice of a year is out, the regulation's own days off (全国年节及纪念日放假办法).
FIXED = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
MOVING = {2027: ((2, 5), (2, 6), (2, 7), (2, 8), (4, 5), (6, 9), (9, 15))}
STARTS = ("cases.CasePaused", "cases.HearingAsked")
ENDS = ("cases.CaseResumed", "cases.HearingHeld", "cases.HearingGivenUp")
Limit = tuple[int, str]


class Days:
    """Which days are worked."""

    def __init__(self, notices: Iterable[dict[str, Any]]) -> None:
        newest = {notice["year"]: notice for notice in notices}
        self.known = set(newest)
        self.said = {
            date.fromisoformat(row["date"]): not row["isOffDay"]
            for _, notice in sorted(newest.items()) for row in notice["days"]
        }  # fmt: skip

    def worked(self, day: date) -> bool:
        if day in self.said:
            return self.said[day]
        off = () if day.year in self.known else (*FIXED, *MOVING.get(day.year, ()))
        return day.weekday() < 5 and (day.month, day.day) not in off

    def sure(self, day: date) -> bool:
        """Whether we know enough of this year to judge anybody's reckoning."""
        return day.year in self.known or day.year in MOVING


@dataclass
class Life:
    """The moments of a case that its clock depends on."""

    state: str = ""
    received: datetime | None = None
    accepted: datetime | None = None
    told: datetime | None = None
    stopped: datetime | None = None
    decided: datetime | None = None
    longer: Limit | None = None
    pauses: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    def live(self, fact: Fact) -> None:
        name, at = fact.kind.removeprefix("cases."), fact.at
        if name in ("CaseSubmitted", "CaseSupplied", "CaseTransferred"):
            self.received, self.state = at, "submitted"
        if name == "CaseTransferred":
            self.accepted = self.longer = None
        elif name == "CaseIncomplete":
            self.told, self.state = at, "incomplete"
        elif name in ("CaseAccepted", "CaseDeemedAccepted", "CaseReopened"):
            self.accepted, self.state = (self.received if "Deemed" in name else at), "accepted"
            if name == "CaseReopened":
                self.decided = self.stopped = self.longer = None
        elif fact.kind in STARTS:
            self.pauses.append((at, None))
            self.state = "paused"
        elif fact.kind in ENDS:
            self.pauses = [(a, b or at) for a, b in self.pauses]
            self.state = "accepted"
        elif name == "CaseExtended":
            self.longer = limit(fact.body["by"])
        elif name in ("CaseDecided", "CaseClosed"):
            self.decided = at if name == "CaseDecided" else self.decided
            self.stopped, self.state = self.decided or at, "closed"


def limit(text: str) -> Limit:
    """Amount and kind of days of "10 working days", "20 days"; others than days are (0, "")."""
    amount, _, unit = text.partition(" ")
    kinds = {"working day": "working", "day": "natural"}
    return (int(amount), kinds[unit.removesuffix("s")]) if unit.removesuffix("s") in kinds else (0, "")


def due(days: Days, start: datetime, asked: Limit, pauses: Iterable[tuple[datetime, datetime]]) -> date:
    """The last day, found by walking: the first day does not count, a day is out after one pauses until he resumes.

    A pause that began on what was the last day gives that day back, on the day it ended or the next that counts.
    """
    amount, kind = asked
    stops = [(_day(a), _day(b)) for a, b in pauses if b > start]

    def counts(day: date) -> bool:
        return kind == "natural" or days.worked(day)

    def out(day: date) -> bool:
        return any(a < day <= b for a, b in stops)

    day, left = _day(start), amount
    while left:
        day += DAY
        left -= counts(day) and not out(day)
        back = max((b for a, b in stops if a == day < b), default=None) if not left else None
        while back is not None:
            day = back
            while not counts(day) or (day != back and out(day)):
                day += DAY
            back = max((b for a, b in stops if a == day < b), default=None)
    while kind == "natural" and not days.worked(day):
        day += DAY
    return day


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def dates_are_reckoned(looked: Looked) -> Held:
    """The kept date of every case whose clock runs or has ended; dates of single steps are not judged."""
    held = Held("I11", "the kept date of each case is what notices and facts reckon to")
    imported = [dict(row[0]) for row in looked.ask("select text from calendar_holidaynotice order by id")]
    days = Days([*(json.loads(path.read_text("utf-8")) for path in NOTICES.glob("*.json")), *imported])
    editions = looked.ask("select id, content from catalogue_edition")
    limits = {key: json.loads(content).get("limits", {}) for key, content in editions}  # a package has none
    asked = "select id, edition_id, state, due_on, supply_by, number from cases_case where number is not null"
    rows = {f"case/{row[0]}": row[1:] for row in looked.ask(asked)}
    pending = looked.one("select count(*) from calendar_holidaynotice where applied_at is null")
    if pending:
        held.not_applicable.append(f"{pending} notices are being applied at this moment")
        return held
    for subject, facts in looked.lives():
        if subject in rows:
            life = Life()
            for fact in facts:
                life.live(fact)
            _compare(days, life, limits[rows[subject][0]], rows[subject], bool(imported), held)
    return held


def _compare(
    days: Days, life: Life, limits: dict[str, str], row: tuple[Any, ...], moved: bool, held: Held
) -> None:  # fmt: skip
    _, state, due_on, supply_by, number = row
    if state == "paused" or (moved and state in ("decided", "closed")):
        held.count("dates that stand still, not judged")
        return
    reckoned = _reckoned(days, life, limits, state)
    if reckoned and not all(days.sure(date(year, 1, 1)) for year in range(2007, reckoned.year + 1)):
        held.count("dates in years without a notice, not judged")
        return
    kept = supply_by if state == "incomplete" else due_on
    held.count(f"dates of {state} cases" if reckoned else f"{state} cases without a date")
    held.need(kept == reckoned, f"{number} ({state}) keeps {kept}, notices and facts say {reckoned}")


def _reckoned(days: Days, life: Life, limits: dict[str, str], state: str) -> date | None:
    if state == "incomplete":
        asked = limit(limits["supply"]) if limits.get("supply") else SUPPLY
        return due(days, life.told, asked, ()) if life.told else None
    if life.accepted is None:
        return due(days, life.received, ACCEPTANCE, ()) if life.received and state == "submitted" else None
    asked = limit(limits.get("promise") or limits["statute"])
    if not asked[1]:
        return _day(life.accepted)
    if life.longer and life.longer[1] == asked[1]:
        asked = (asked[0] + life.longer[0], asked[1])
    until = life.stopped
    pauses = [(a, b or until) for a, b in life.pauses if b or until]
    return due(days, life.accepted, asked, [(a, b) for a, b in pauses if b is not None])
