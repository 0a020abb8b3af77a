"""A house of our own to measure or to harm: the real `tongban serve` on a free port, with data of its own."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psycopg

PATIENCE = 240.0
FOREIGN = ("DATABASE_URL", "TONGBAN_TESTING", "TONGBAN_STATIC", "TONGBAN_SUPERVISED", "TONGBAN_TEST_HOME")
PORTS = (20_000, 32_000)
NEIGHBOURS = 6  # live stream, text messages, department, sources, clock, witness: see tongban/site/serve.py


def free_port() -> int:
    """A port whose next neighbours are free as well: the simulators stand there.

    Below those that the system gives to whoever connects somewhere: a house that is closed for a moment keeps its own.
    """
    while True:
        port = Random().randrange(*PORTS)
        try:
            for near in range(port, port + NEIGHBOURS + 1):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", near))
        except (OSError, OverflowError):
            continue
        return port


@dataclass
class House:
    """One installation: where its data lie, how many cases of history it has, and its running process."""

    home: Path
    cases: int = 0
    port: int = field(default_factory=free_port)
    more: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        return {
            **kept, "TONGBAN_HOME": str(self.home), "PORT": str(self.port), "TONGBAN_DEMO": "1",
            "TONGBAN_DEMO_CASES": str(self.cases), **self.more,
        }  # fmt: skip

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "tongban.site.cli", *words]

    def open(self, *words: str) -> None:
        """Start it and wait until it is well."""
        self.home.mkdir(parents=True, exist_ok=True)
        log = (self.home / "serve.log").open("ab")
        self.process = subprocess.Popen(self.command("serve", *words), env=self.env, stdout=log, stderr=log)
        log.close()
        self.wait_until_well()

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command of the house, to its end."""
        return subprocess.run(self.command(*words), env=self.env, capture_output=True, text=True, check=False)

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)

    def well(self) -> bool:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=3)
        try:
            link.request("GET", "/healthz")
            return link.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()

    def wait_until_well(self) -> None:
        end = time.monotonic() + PATIENCE
        while not self.well():
            if self.process is not None and self.process.poll() is not None:
                raise RuntimeError(f"the house closed by itself; see {self.home}/serve.log")
            if time.monotonic() > end:
                raise RuntimeError(f"the house was not well after {PATIENCE:.0f} s; see {self.home}/serve.log")
            time.sleep(0.05)

    def database(self) -> psycopg.Connection[tuple[object, ...]]:
        """A connection of ours, as the database's superuser."""
        from tongban.site.postgres import Cluster

        return psycopg.connect(Cluster.at(self.home).url(), autocommit=True, connect_timeout=3)

    def children(self, word: str, of: int = 0) -> list[int]:
        """Our processes whose command line holds ``word``: children of the house, or of process ``of``."""
        parent = of or (self.process.pid if self.process else 0)
        return [pid for pid, above, line in _processes() if above == parent and word in line]


def _processes() -> list[tuple[int, int, str]]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            above = int(path.read_text().rpartition(")")[2].split()[1])
            line = (path.parent / "cmdline").read_bytes().decode(errors="replace")
        except (OSError, ValueError):
            continue
        found.append((int(path.parent.name), above, line))
    return found
