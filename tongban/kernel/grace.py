"""Grace (撤销期): a few seconds in which who acted may take it back, because nobody has been told yet.

A caller offers it around a verb; the verb that can be taken back begins it. From there on what follows from its facts
waits until the moment is over, and live pages are not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from tongban.kernel import time

# What waits is begun this much later: whoever is about to begin looks one second ahead.
SLACK = timedelta(seconds=2)


@dataclass
class Grace:
    """What a caller offers: so many seconds; when a verb began them, and the last fact before that."""

    seconds: float
    began: datetime | None = None
    since: int = 0

    @property
    def until(self) -> datetime | None:
        return self.began + timedelta(seconds=self.seconds) if self.began else None


_offered: ContextVar[Grace | None] = ContextVar("grace", default=None)


@contextmanager
def offered(seconds: float) -> Iterator[None]:
    """Offer ``seconds`` of grace to the verb that is called within; none leaves things as they are."""
    if not seconds:
        yield
        return
    token = _offered.set(Grace(seconds))
    try:
        yield
    finally:
        _offered.reset(token)


def current() -> Grace | None:
    """The grace that is offered, begun or not."""
    return _offered.get()


def begin(grace: Grace, since: int) -> None:
    """Begin it in a verb's transaction, after fact ``since``: from here on what follows waits, live pages too."""
    grace.began, grace.since = time.now(), since
    with connection.cursor() as cursor:
        cursor.execute("select set_config('tongban.hush', 'on', true)")


def until() -> datetime | None:
    """When the grace that was begun ends."""
    grace = _offered.get()
    return grace.until if grace else None
