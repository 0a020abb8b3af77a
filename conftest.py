"""One PostgreSQL for the whole test run: the embedded one in a folder of its own, or the server of DATABASE_URL."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

os.environ.setdefault("TONGBAN_DEMO", "1")
_home = Path(os.environ.get("TONGBAN_TEST_HOME") or Path(os.environ.get("TONGBAN_HOME", "var")) / "test").absolute()
_server: list[object] = []


def pytest_configure(config: pytest.Config) -> None:
    os.environ["TONGBAN_HOME"] = str(_home)
    os.environ["TONGBAN_STATIC"] = "plain"
    if hasattr(config, "workerinput") or os.environ.get("DATABASE_URL"):
        return
    from tongban.site.postgres import running

    manager = running(_home)
    cluster = manager.__enter__()
    _server.append(manager)
    os.environ["DATABASE_URL"] = cluster.url()


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

