"""The test database as it was before a test that commits: copied as files, not emptied and founded anew.

Emptying two hundred tables and founding Lanting again costs ten seconds; PostgreSQL copies a database from a template
in a fraction of one.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakSet

from django.db import connection
from django.db.backends.signals import connection_created

from tongban.kernel import datakeys

_kept: set[str] = set()
_opened: WeakSet[Any] = WeakSet()


def watch() -> None:
    """From now on know every connection: each thread has its own, and one more while a browser's driver runs in it."""
    connection_created.connect(lambda connection, **_: _opened.add(connection), weak=False, dispatch_uid="pristine")


def keep(state: str) -> str:
    """Have a copy of the test database in this ``state`` (taken once per run); returns its name."""
    kept = f"{connection.settings_dict['NAME']}_{state}"
    if kept not in _kept:
        _copy(connection.settings_dict["NAME"], kept)
        _kept.add(kept)
    return kept


def put_back(kept: str) -> None:
    """The test database becomes again what it was when it was ``kept``, whatever was committed to it since."""
    _copy(kept, connection.settings_dict["NAME"])
    datakeys.remember_nothing()  # of the same people, with keys that were made since


def let_go() -> None:
    """Take the copies away: the next run makes its own."""
    if not _kept:
        return
    with _beside() as cursor:
        for name in _kept:
            cursor.execute(f'drop database if exists "{name}" with (force)')
    _kept.clear()


def _copy(source: str, target: str) -> None:
    """Nobody may be connected to either; whoever was, as a thread of a live server, connects again when he asks."""
    for one in list(_opened):
        one.inc_thread_sharing()
        try:
            one.close()
        finally:
            one.dec_thread_sharing()
    with _beside() as cursor:
        cursor.execute(f'drop database if exists "{target}" with (force)')
        cursor.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [source])
        cursor.execute(f'create database "{target}" template "{source}" strategy file_copy')


def _beside() -> Any:
    """A cursor on another database of the same server."""
    here: Any = connection
    return here._nodb_cursor()
