"""Reading happens after the fact: the row that waits is the truth, the queued job a hint, the sweeper behind both."""

from __future__ import annotations

import logging
import time as _time
from contextlib import suppress
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from tongban.kernel import holding, jobs, time
from tongban.kernel.actor import Actor
from tongban.registers.readings import actions, seeing
from tongban.registers.readings.kinds import MOST_TRIES, State
from tongban.registers.readings.models import Reading
from tongban.registers.readings.providers import CannotRead, Reader
from tongban.registers.readings.providers.rapid import RapidReader

if TYPE_CHECKING:
    from tongban.registers.materials.models import Material

log = logging.getLogger(__name__)
DAYS = 180
NO_READER = "none"  # text layers of PDF are read all the same


@cache
def reader() -> Reader:
    """The reader of this process; its own process begins with the first picture."""
    return RapidReader()


def want(material: Material) -> Reading:
    """Owe a reading of a document, and hint at it; one at a time in the whole house, for each takes a processor."""
    try:
        name = reader().version()
    except CannotRead:
        name = NO_READER
    known = Reading.objects.filter(sha256=material.sha256, reader=name).first()
    reading = known or actions.want(Actor.system(), material, name)
    if reading.state == State.WAITING:
        jobs.later(read, lock="readings", reading_id=str(reading.pk))
    return reading


@app.task(name="readings.read")
def read(reading_id: str) -> None:
    """Read one file, outside every transaction; what cannot be read twice is given up and left to the window."""
    owed = Reading.objects.filter(pk=reading_id, state=State.WAITING).first()
    if owed is None:
        return
    if holding.state(owed.sha256) == "waits":
        return  # for the scanner; the sweeper asks again
    begun = _time.monotonic()
    try:
        pages, why = seeing.pages(owed.sha256, owed.media_type, reader()), ""
    except Exception as error:  # a file that breaks a library is not read, and the others do not wait for it
        log.warning("reading %s: %s", reading_id, error)
        pages, why = [], f"{type(error).__name__}: {error}"
        if owed.tries + 1 < MOST_TRIES and owed.reader != NO_READER:
            actions.try_again(Actor.system(), reading_id, why)
            jobs.later(read, lock="readings", reading_id=reading_id)
            return
    actions.keep(Actor.system(), reading_id, pages, milliseconds=round((_time.monotonic() - begun) * 1000), why=why)


def forget_old() -> int:
    """Drop what was read half a year ago and has long been judged; returns how many."""
    return Reading.objects.filter(read_at__lt=time.now() - timedelta(days=DAYS)).delete()[0]


def read_owed(limit: int = 10) -> int:
    """Read at once what waits, where no worker runs: while a demo city is founded. Returns how many."""
    owed = list(Reading.objects.filter(state=State.WAITING).order_by("wanted_at").values_list("pk", flat=True)[:limit])
    for key in owed:
        read(str(key))
    return len(owed)


def read_waiting(limit: int = 10) -> int:
    """Hint again at what was passed over for half a minute. Returns how many."""
    old = time.now() - timedelta(seconds=30)
    owed = Reading.objects.filter(state=State.WAITING, wanted_at__lt=old).order_by("wanted_at")
    keys = list(owed.values_list("pk", flat=True)[:limit])
    for key in keys:
        with suppress(AlreadyEnqueued), transaction.atomic():  # a refusal of the queue must not end its caller's work
            read.configure(lock="readings", queueing_lock=f"reading {key}").defer(reading_id=str(key))
    return len(keys)
