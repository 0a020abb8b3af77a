"""The demo's movable clock: how far it stands from the real one, read at most once a second."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import SynchronousOnlyOperation
from django.db import DatabaseError, connection

from tongban.kernel.models import ClockShift

KEPT_FOR = 1.0  # seconds

_known = timedelta()
_asked = 0.0
_table_stands = False


def shift() -> timedelta:
    """How far the demo's clock is moved; the last known answer when the database cannot be asked just now."""
    global _known, _asked
    if time.monotonic() - _asked < KEPT_FOR:
        return _known
    _asked = time.monotonic()
    # Inside an event loop or a broken transaction the question is refused: the clock must not break its caller.
    with suppress(DatabaseError, SynchronousOnlyOperation, RuntimeError):
        _known = _read()
    return _known


def forget() -> None:
    """Ask again at the next reading: for the process that has just moved the clock."""
    global _asked
    _asked = 0.0


def _read() -> timedelta:
    global _table_stands
    if not _table_stands:
        # A question to a missing table would break the transaction around it, so ask for the table first.
        with connection.cursor() as cursor:
            cursor.execute("select to_regclass(%s) is not null", [ClockShift._meta.db_table])
            _table_stands = bool(cursor.fetchone()[0])
        if not _table_stands:
            return timedelta()
    seconds = ClockShift.objects.filter(pk=1).values_list("seconds", flat=True).first()
    return timedelta(seconds=seconds or 0)
