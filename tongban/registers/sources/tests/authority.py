"""Simulated sources for tests: the real process's server in a thread, with a few records."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tongban.kernel import webhook
from tongban.kernel.actor import Actor
from tongban.registers.sources import actions, simulator

SYSTEM = Actor.system()
RECORDS: dict[str, Any] = {
    "marriage": {"of": "id", "otherwise": {"married": False}, "rows": [
        {"of": "1", "fits": {"name": "样例"}, "values": {"married": True, "registered_on": "2019-05-20"}},
    ]},
    "household": {"of": "id", "otherwise": {"registered": False}, "rows": [
        {"of": "1", "fits": {}, "values": {"registered": True, "area": "999001", "address": "样例路 1 号"}},
    ]},
}  # fmt: skip


class Authority:
    """The desk behind the server, and where it listens."""

    def __init__(self, path: Path, records: dict[str, Any], slow: float) -> None:
        file = path / "records.json"
        file.write_text(json.dumps(records), "utf-8")
        self.desk = simulator.Desk(simulator.Records(file), webhook.new_secret())
        self.server = simulator.serve(0, self.desk, slow)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def connect(self, *resources: str) -> None:
        for resource in resources:
            actions.connect(SYSTEM, resource, f"{self.url}/{resource}", self.desk.secret, private_ok=True)

    @property
    def asked(self) -> list[str]:
        return [line["resource"] for line in self.desk.log]


@contextmanager
def authority(path: Path, records: dict[str, Any] | None = None, slow: float = 1.5) -> Iterator[Authority]:
    """Sources that answer until the test ends."""
    made = Authority(path, RECORDS if records is None else records, slow)
    threading.Thread(target=made.server.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
