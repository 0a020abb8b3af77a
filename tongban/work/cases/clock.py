"""The three clocks of a case: whether it is accepted (five working days), what was promised, what the law allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tongban.engines import clocks as engine
from tongban.engines.clocks import Calendar, Limit, Reading
from tongban.engines.clocks import Pause as Stop
from tongban.kernel import time
from tongban.registers.calendar import queries as holidays
from tongban.work.cases.kinds import ACCEPTANCE, SUPPLY
from tongban.work.cases.models import Case, Pause


@dataclass(frozen=True)
class Clocks:
    """What to show: the clock that runs now, and the two dates of the promise and the statute where they exist."""

    now: Reading | None
    name: str  # which clock that is: acceptance, promise, statute
    limit: Limit | None
    promise: Reading | None
    statute: Reading | None
    promise_limit: Limit | None
    statute_limit: Limit | None


def calendar() -> Calendar:
    """The working days as they are known now."""
    return holidays.calendar()


def read(
    case: Case, pauses: list[Pause] | None = None, at: datetime | None = None, by: Calendar | None = None
) -> Clocks:
    """The clocks of ``case`` at ``at`` (now), by the calendar ``by`` (that of today) unless said otherwise."""
    at, by = at or time.now(), by or calendar()
    limits = case.definition.limits
    if case.accepted_at is None:
        reading = None
        if case.received_at and case.state == "submitted":
            reading = engine.read(case.received_at, ACCEPTANCE, now=at, calendar=by)
        return Clocks(reading, "acceptance", ACCEPTANCE, None, None, limits.promise, limits.statute)
    stood = stops(case.pauses.all() if pauses is None else pauses)

    def reading_of(limit: Limit | None) -> Reading | None:
        if limit is None or case.accepted_at is None:
            return None
        return engine.read(
            case.accepted_at, longer(limit, case.extended_by), stood,
            now=at, stopped_at=case.decided_at or case.closed_at, calendar=by,
        )

    promise, statute = reading_of(limits.promise), reading_of(limits.statute)
    main, name = (promise, "promise") if promise else (statute, "statute")
    return Clocks(main, name, limits.promise or limits.statute, promise, statute, limits.promise, limits.statute)


def stops(pauses: Iterable[Pause]) -> list[Stop]:
    """The special procedures of a case as the engine reads them."""
    return [Stop(p.started_at, p.ended_at, p.reason, p.law) for p in pauses]


def longer(limit: Limit, by: str) -> Limit:
    """The limit after the one lawful extension; one on the spot, or counted otherwise, stays as it is."""
    more = Limit.parse(by) if by else None
    return limit.extended(more) if more and more.unit == limit.unit else limit


def due_on(case: Case, by: Calendar | None = None) -> date | None:
    """The date the case list sorts by: what the running clock says."""
    clocks = read(case, by=by)
    return clocks.now.due if clocks.now else None


def supply_by(case: Case, by: Calendar | None = None) -> date | None:
    """The last day for the supplement that is owed, counted from the day on which the list of gaps was served."""
    if case.state != "incomplete" or case.supply_by is None:
        return None
    told = max((gap.told_at for gap in case.gaps.all()), default=None)
    if told is None:
        return case.supply_by
    return (by or calendar()).due(time.local(told).date(), case.definition.limits.supply or SUPPLY)
