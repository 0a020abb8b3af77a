"""A PostgreSQL for the tests: an embedded one per worker in a folder of its own, or the server of DATABASE_URL."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("TONGBAN_DEMO", "1")
os.environ["TONGBAN_STATIC"] = "plain"
os.environ["TONGBAN_GRACE"] = "0"  # what follows, follows at once; tests of taking back offer their own
# What tests write need not outlive the machine's power.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
             "autovacuum=off", "jit=off")  # fmt: skip
TOGETHER = ("tests/walk/", "tests/test_match_backends.py", "tongban/journey/tests/test_dates.py")
_server: list[object] = []
_standing: list[str] = []  # "Lanting", once it is founded


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

    manager = running(home, settings=FORGETFUL)
    os.environ["DATABASE_URL"] = manager.__enter__().url()
    _server.append(manager)


_start()


def pytest_configure() -> None:
    """A loaded machine makes nothing wrong: no example of Hypothesis has to be done by a certain time."""
    from hypothesis import HealthCheck, settings

    slow = [HealthCheck.too_slow]
    settings.register_profile("patient", settings(), deadline=None, suppress_health_check=slow)
    settings.load_profile("patient")


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
def _what_was_committed_is_undone(django_db_blocker: Any) -> Iterator[None]:
    """After a test that commits the database is what it was before: empty, or the city as it was founded."""
    from django.test import TransactionTestCase

    from tools import pristine

    kept: list[str] = []
    pristine.watch()

    def remember(cls: type[TransactionTestCase]) -> None:
        kept.append(pristine.keep("founded" if _standing else "empty"))

    def put_back(self: TransactionTestCase) -> None:
        pristine.put_back(kept.pop())

    TransactionTestCase._fixture_setup = classmethod(remember)  # type: ignore[attr-defined]
    TransactionTestCase._fixture_teardown = put_back  # type: ignore[attr-defined]
    yield
    with django_db_blocker.unblock():
        pristine.let_go()


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
    """Tests that want an empty database come before those that want a city; of each, what takes long comes first.

    So of two workers none waits for the other at the end.
    """
    items.sort(key=lambda item: ("_founded" in _wants(item), "house" not in _wants(item), not _commits(item)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests that share something dear (a running house, a town at work) go to one worker; the others to who is free."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((shared for shared in TOGETHER if nodeid.startswith(shared)), nodeid)

        def _pending_of(self, workload: dict[str, dict[str, bool]]) -> int:
            for over in [scope for scope, tests in workload.items() if all(tests.values())]:
                del workload[over]  # or each of thousands of tests would be counted at the end of each
            return super()._pending_of(workload)

    config.option.loadscopereorder = False
    return Together(config, log)


def _wants(item: pytest.Item) -> Sequence[str]:
    return getattr(item, "fixturenames", ())


def _commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction")) or "transactional_db" in _wants(item)


@pytest.fixture(scope="session")
def _founded(django_db_setup: None, django_db_blocker: Any) -> None:
    """Found Lanting once per test database, outside every test's transaction."""
    with django_db_blocker.unblock():
        _found()
    _standing.append("Lanting")


@pytest.fixture
def lanting(_founded: None, db: None) -> None:
    """The city of Lanting without its history: divisions, departments, officials, people, companies, seals, items."""


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


@pytest.fixture(scope="module")
def lasting(_founded: None, django_db_blocker: Any) -> Iterator[None]:
    """What fixtures of a module write in Lanting is there for each of its tests: one transaction around them all."""
    from django.db import transaction

    from tongban.kernel import jobs

    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock(), jobs.quiet(), around:
        yield
        transaction.set_rollback(True)
