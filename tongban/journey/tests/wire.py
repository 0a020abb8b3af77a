"""A wire to a department's system that really listens on a port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tongban.registers.exchange import actions as exchange
from tongban.registers.exchange import queries as wires
from tongban.registers.exchange import simulator
from tongban.registers.exchange.kinds import EndpointSpec
from tongban.registers.exchange.models import Endpoint
from tools import people

CODE = "fire-safety"


class Site:
    """The department, its server, and the wire to it."""

    def __init__(self, path: Path) -> None:
        there = wires.find(CODE)
        assert there is not None
        ledger = simulator.Ledger(path / "fire.jsonl")
        self.department = Silent(CODE, there.secret, "http://127.0.0.1:9", ledger, mode="manual", delay=0)
        self.server = simulator.serve(0, self.department)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        spec = EndpointSpec(
            CODE, there.title, there.department, (CODE,), "rest", f"http://127.0.0.1:{self.server.server_port}/",
            fields=tuple(there.fields), materials=tuple(there.materials), signer=there.signer, keeper=there.keeper,
            private_ok=True,
        )  # fmt: skip
        exchange.connect(people.SYSTEM, spec)

    @property
    def wire(self) -> Endpoint:
        found = wires.find(CODE)
        assert found is not None
        return found

    def deliver(self) -> int:
        return exchange.deliver(str(self.wire.pk))

    def received(self) -> list[dict[str, Any]]:
        return self.department.ledger.received()


class Silent(simulator.Department):
    """Opinions are handed in by the test itself."""

    def give(self, event: dict[str, Any], mode: str) -> None:
        return None


@pytest.fixture
def site(town: None, tmp_path: Path) -> Iterator[Site]:
    found = Site(tmp_path)
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def large() -> Callable[[], Any]:
    """A case with a step on the fire brigade's desk."""

    def make() -> Any:
        case = people.accepted(**{"premises.area": "320"})
        people.sign(case, "check")
        return people.settled(case)

    return make
