"""The connection that carries a stand into each transaction. It ends with the transaction, so no pooler can keep it.

Questions outside any verb are asked in a transaction of ours (a *look*): begun with the first of them, over before a
verb begins, when somebody else looks, and when the request ends. What is written in a look is committed at once.
Django wants the module of a connection to be called "base" in the package that the settings name.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper
from psycopg.pq import TransactionStatus

from tongban.kernel import wall
from tongban.kernel.wall import NOBODY, Stand

Plain: Any = base.DatabaseWrapper  # what it calls its own parts is not in the types of Django


class Looking:
    """A cursor after whose writes a look is over."""

    db: Any

    def _execute(self, sql: Any, params: Any, *ignored: Any) -> Any:
        try:
            return super()._execute(sql, params, *ignored)  # type: ignore[misc]
        finally:
            self._kept(sql)

    def _executemany(self, sql: Any, param_list: Any, *ignored: Any) -> Any:
        try:
            return super()._executemany(sql, param_list, *ignored)  # type: ignore[misc]
        finally:
            self._kept(sql)

    def _kept(self, sql: Any) -> None:
        if self.db.looking and str(sql).lstrip()[:6].lower() != "select":
            self.db.end_look()


class Cursor(Looking, CursorWrapper):
    pass


class DebugCursor(Looking, base.CursorDebugWrapper):
    pass


class DatabaseWrapper(Plain):
    """One connection, and as whom its open transaction looks."""

    stood: Stand | None = NOBODY  # None: not known, as after going back to a savepoint
    looking = False

    def make_cursor(self, cursor: Any) -> Any:
        return Cursor(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> Any:
        return DebugCursor(cursor, self)

    def _cursor(self, name: str | None = None) -> Any:
        self.ensure_connection()
        with self.wrap_database_errors:
            self._take_stand()
        return super()._cursor(name)

    def _take_stand(self) -> None:
        wanted = wall.now() or NOBODY
        broken = self._status() == TransactionStatus.INERROR
        if self.looking and (broken or wanted == NOBODY):
            self.end_look()
            broken = False
        if self.looking or not self.autocommit:
            if self.stood != wanted and not broken:
                self._say(wanted.words)
                self.stood = wanted
        elif wanted != NOBODY:
            self._begin(wanted)
            self.looking = True

    def _begin(self, stand: Stand) -> None:
        self._say(f"begin; {stand.words}")
        self.stood = stand

    def _say(self, words: str) -> None:
        self.connection.execute(words, prepare=False)

    def _status(self) -> TransactionStatus:
        return TransactionStatus(self.connection.info.transaction_status)

    def end_look(self) -> None:
        """End the transaction in which questions outside any verb were asked."""
        if not self.looking:
            return
        self.looking, self.stood = False, NOBODY
        if self.connection is not None and not self.connection.closed:
            with self.wrap_database_errors:
                if self._status() == TransactionStatus.INERROR:
                    self.connection.rollback()
                else:
                    self.connection.commit()

    def _set_autocommit(self, autocommit: bool) -> None:
        self.end_look()
        stand = wall.now()
        if autocommit or stand is None:
            super()._set_autocommit(autocommit)
        else:  # begun together with its stand: no round trip more than without
            with self.wrap_database_errors:
                self._begin(stand)

    def _commit(self) -> None:
        super()._commit()
        self.stood = NOBODY

    def _rollback(self) -> None:
        super()._rollback()
        self.stood = NOBODY

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)
        self.stood = None  # a stand taken since the savepoint went with it

    def _close(self) -> None:
        self.looking, self.stood = False, NOBODY
        super()._close()
