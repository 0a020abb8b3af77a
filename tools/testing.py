"""A PostgreSQL for the tests: an embedded one per worker in a folder of its own, or the server of DATABASE_URL."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("TONGBAN_DEMO", "1")
os.environ["TONGBAN_STATIC"] = "plain"
os.environ["TONGBAN_GRACE"] = "0"  # what follows, follows at once; tests of taking back offer their own
_server: list[object] = []


def _start() -> None:
    """Before Django reads its settings: a home and a database of its own for this run, and for each parallel worker.

    Workers share nothing: the order of facts waits for every transaction of the cluster, files lie in one folder.
    """
    worker, begun = os.environ.get("PYTEST_XDIST_WORKER", ""), os.environ.get("TONGBAN_TESTING")
    if begun and not worker:
        return
    if begun:
        home = Path(os.environ["TONGBAN_HOME"]) / worker
    else:
        usual = Path(os.environ.get("TONGBAN_HOME", "var")) / "test"
        home = Path(os.environ.get("TONGBAN_TEST_HOME") or usual).absolute()
        os.environ["TONGBAN_TESTING"] = "on a server of yours" if os.environ.get("DATABASE_URL") else "on its own"
    os.environ["TONGBAN_HOME"] = str(home)
    if os.environ["TONGBAN_TESTING"] != "on its own":
        return
    from tongban.site.postgres import running

    manager = running(home)
    os.environ["DATABASE_URL"] = manager.__enter__().url()
    _server.append(manager)


_start()


def pytest_unconfigure(config: pytest.Config) -> None:
    for manager in _server:
        manager.__exit__(None, None, None)  # type: ignore[attr-defined]
    _server.clear()


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> None:
    """No test talks to the outside: a connection anywhere but this machine raises."""
    real = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])  # type: ignore[index]
            if not (host.startswith("127.") or host in ("::1", "localhost")):
                raise RuntimeError(f"tests stay on this machine; {host} refused")
        real(self, address)  # type: ignore[arg-type]

    socket.socket.connect = guarded  # type: ignore[method-assign,assignment]


@pytest.fixture(scope="session", autouse=True)
def _flush_passes_the_ledgers_guards() -> None:
    """Emptying the test database after a transactional test must get past the triggers that close the ledger."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    plain = DatabaseOperations.sql_flush

    def flush(self: DatabaseOperations, *args: object, **kwargs: object) -> list[str]:
        sql = plain(self, *args, **kwargs)  # type: ignore[arg-type]
        lifted, back = "set session_replication_role = replica", "set session_replication_role = default"
        return [lifted, *sql, back] if sql else sql

    DatabaseOperations.sql_flush = flush  # type: ignore[method-assign,assignment]


@pytest.fixture(scope="session", autouse=True)
def _signed_in_by_one_click() -> None:
    """Whom a test signs in without a password came by one click, which counts as strong in the demo city."""
    from django.test import Client

    plain = Client.force_login

    def enter(self: Client, user: Any, backend: str | None = None) -> None:
        plain(self, user, backend)
        session = self.session
        session["one_click"] = True
        session.save()

    Client.force_login = enter  # type: ignore[method-assign,assignment]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that want an empty database come before those that want a city; of each, those that commit come last."""
    items.sort(key=lambda item: ("_founded" in getattr(item, "fixturenames", ()), _commits(item)))


def _commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction")) or "transactional_db" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def _founded(django_db_setup: None, django_db_blocker: Any) -> None:
    """Found Lanting once per test database, outside every test's transaction."""
    with django_db_blocker.unblock():
        _found()


@pytest.fixture
def lanting(_founded: None, db: None) -> None:
    """The city of Lanting without its history: divisions, departments, officials, people, companies, seals, items.

    Founded again after a test that emptied the database.
    """
    _found()


def _found() -> None:
    from tongban.site import demo

    if not demo.is_loaded():
        demo.load(cases=0)


@pytest.fixture
def town(lanting: None) -> Iterator[None]:
    """Lanting where no worker is hinted at: a test runs what is owed itself."""
    from tongban.kernel import jobs

    with jobs.quiet():
        yield
