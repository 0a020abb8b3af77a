"""The clock's errands: `journey.every.EVERY` and the house's own upkeep, as periodic jobs.

Times of day are Shanghai's. A job that is still running or waiting when its next turn comes is not queued twice.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass

from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation

from tongban.journey.every import EVERY
from tongban.kernel import jobs, time
from tongban.registers.calendar import queries as holidays

log = logging.getLogger(__name__)

AHEAD_OF_UTC = 8  # Shanghai, without summer time
HEARTBEAT = 5.0  # seconds between signs of life of a worker
STALLED = 20.0  # seconds after which a silent worker's jobs are taken up again


class BadTurn(ValueError):
    """A line of EVERY says a time nobody understands."""


@dataclass(frozen=True)
class Turn:
    """When something is due: a cron line in UTC (the sixth field is seconds), and whether on working days only."""

    cron: str
    working_days_only: bool = False

    @classmethod
    def of(cls, words: str) -> Turn:
        """Read "10 seconds", "minute", "15 minutes", "hour", "day 02:10" or "working day 08:00"."""
        if words == "minute":
            return cls("* * * * *")
        if words == "hour":
            return cls("0 * * * *")
        if found := re.fullmatch(r"(\d+) seconds", words):
            return cls(f"* * * * * */{found[1]}")
        if found := re.fullmatch(r"(\d+) minutes", words):
            return cls(f"*/{found[1]} * * * *")
        if found := re.fullmatch(r"(working )?day ([01]\d|2[0-3]):([0-5]\d)", words):
            return cls(f"{int(found[3])} {(int(found[2]) - AHEAD_OF_UTC) % 24} * * *", bool(found[1]))
        raise BadTurn(f"“{words}”: say “10 minutes”, “minute”, “hour”, “day 02:10” or “working day 08:00”")


def seconds(words: str) -> float:
    """How long "10 seconds" or "minute" is, for a process that keeps its own rhythm."""
    if words == "minute":
        return 60.0
    if found := re.fullmatch(r"(\d+) (seconds|minutes)", words):
        return float(found[1]) * (60 if found[2] == "minutes" else 1)
    raise BadTurn(f"“{words}”: say “10 seconds”, “minute” or “5 minutes”")


def every() -> list[tuple[str, Callable[[], object]]]:
    """What the clock does: the city's errands from the journey, then the house's upkeep."""
    return [*EVERY, *_upkeep()]


def _upkeep() -> list[tuple[str, Callable[[], object]]]:
    return [
        ("minute", jobs.sweep),
        ("20 seconds", take_up_stalled),
        ("day 03:40", forget_old_jobs),
    ]


def run_all() -> int:
    """Do everything the clock would do, once, here and now: after the demo's clock was moved. Returns how many ran."""
    errands = every()
    for words, errand in errands:
        _do(errand, Turn.of(words).working_days_only)
    return len(errands)


def _do(errand: Callable[[], object], working_days_only: bool) -> None:
    if not working_days_only or holidays.calendar().is_working(time.today()):
        errand()


def take_up_stalled() -> int:
    """Queue again the jobs of workers that fell silent; returns how many."""
    sql = app.connector.get_sync_connector()
    rows = list(sql.execute_query_all(STALLED_JOBS, silence=STALLED))
    for row in rows:
        try:
            # The real clock, not the demo's: the queue waits by the database's time.
            app.job_manager.retry_job_by_id(row["id"], retry_at=row["now"])
        except UniqueViolation:  # its next turn is already waiting
            sql.execute_query("select procrastinate_finish_job_v1(%(id)s, 'failed', true)", id=row["id"])
    if rows:
        log.warning("%s jobs of a silent worker were taken up again", len(rows))
    return len(rows)


STALLED_JOBS = """
select j.id, now() as now from procrastinate_jobs j left join procrastinate_workers w on w.id = j.worker_id
where j.status = 'doing' and (w.id is null or w.last_heartbeat < now() - make_interval(secs => %(silence)s))
"""


def forget_old_jobs() -> None:
    """Failed and cancelled hints older than 30 days say nothing any more; the errands keep what went wrong."""
    app.connector.get_sync_connector().execute_query(
        "delete from procrastinate_jobs where status not in ('todo', 'doing') and id in "
        "(select job_id from procrastinate_events group by job_id having max(at) < now() - interval '30 days')"
    )


def register() -> None:
    """Tell the worker when to do what."""
    for words, errand in every():
        _register(words, errand)


def _register(words: str, errand: Callable[[], object]) -> None:
    turn, name = Turn.of(words), f"{errand.__module__.removeprefix('tongban.')}.{errand.__name__}"

    def run(timestamp: int) -> None:
        _do(errand, turn.working_days_only)

    # What frees the jobs of a killed worker must not itself wait behind one.
    lock = None if errand is take_up_stalled else f"clock.{name}"
    task = app.task(name=f"clock.{name} ({words})", queueing_lock=f"clock.{name} ({words})", lock=lock)(run)
    app.periodic(cron=turn.cron, periodic_id=turn.cron)(task)
