"""Runs are carried on in the background: the row is the truth, the queued job a hint; after a kill another goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.db import connection
from procrastinate.contrib.django import app

from tongban.engines.tables import BadFile
from tongban.engines.tables.lines import Line
from tongban.engines.tables.opening import Heading, opened
from tongban.kernel import storage
from tongban.kernel.actor import Actor
from tongban.registers.inventory import actions
from tongban.registers.inventory.errors import RunOver
from tongban.registers.inventory.kinds import CHUNK, OPEN_RUN
from tongban.registers.inventory.models import Run

Told = Callable[[Run], None]


@app.task(name="inventory.carry_on")
def carry_on(run_id: str) -> None:
    """Carry a run on from where it is to its end."""
    work(run_id)


def carry_on_all() -> int:
    """Whatever is open and has nobody at work on it: a process was killed, or a hint was lost. Returns how many."""
    return sum(work(str(pk)) for pk in list(Run.objects.filter(state__in=OPEN_RUN).values_list("pk", flat=True)))


def work(run_id: str, told: Told | None = None) -> bool:
    """Read the file from where the run is; False where somebody else is at it."""
    with _alone(run_id) as mine:
        run = Run.objects.filter(pk=run_id, state__in=OPEN_RUN).first()
        if run is None or not mine:
            return False
        try:
            _read(run, told)
        except (BadFile, FileNotFoundError) as bad:
            sentence = str(bad) if isinstance(bad, BadFile) else "保存的文件已经不在了，请重新上传。"
            actions.end_run(Actor.system(), run_id, error=sentence)
        except RunOver:
            return False  # cancelled meanwhile
    return True


def _read(run: Run, told: Told | None) -> None:
    source = opened(storage.path_of(run.file))
    total = run.total or source.count()
    for rows in _chunks(source.lines(), run.done):
        run = actions.take_rows(Actor.system(), run.pk, rows, total=total)
        if told:
            told(run)
    actions.end_run(Actor.system(), run.pk)


def _chunks(lines: Iterator[tuple[Heading, Line]], done: int) -> Iterator[list[tuple[int, Heading, Line]]]:
    placed = ((place, heading, line) for place, (heading, line) in enumerate(lines, 1))
    waiting = islice(placed, done, None)
    while rows := list(islice(waiting, CHUNK)):
        yield rows


@contextmanager
def _alone(run_id: str) -> Iterator[bool]:
    """One reader per run; the database lets go when a process dies."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 7703))", [run_id])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 7703))", [run_id])
