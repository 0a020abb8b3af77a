"""A house of its own for walking through: the real command, database, worker and simulators, and a real Chromium."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.chromium import chromium, found


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running `tongban serve` with the founded city and no history; stopped at the end."""
    if given := os.environ.get("TONGBAN_WALK_URL"):
        yield given
        return
    port = _free_port()
    home = tmp_path_factory.mktemp("walk")
    own = {k: v for k, v in os.environ.items() if not k.startswith(("TONGBAN_", "DATABASE_URL", "DJANGO_"))}
    own |= {
        "TONGBAN_HOME": str(home), "PORT": str(port), "TONGBAN_DEMO": "1", "TONGBAN_DEMO_CASES": "0",
        "TONGBAN_GRACE": "0",  # nobody here takes anything back, so nobody waits ten seconds at every turn
        "TONGBAN_WORKERS": "1",
    }
    log = (home / "serve.log").open("w")
    command = [sys.executable, "-c", "from tongban.site.cli import main; main()", "serve"]
    child = subprocess.Popen(command, env=own, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}", child, home)
        yield f"http://127.0.0.1:{port}"
    finally:
        child.send_signal(signal.SIGINT)
        child.wait(60)


@pytest.fixture
def browser() -> Iterator[object]:
    """A headless Chromium for one test: its driver keeps an event loop that other tests must not meet."""
    if not found():
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with chromium() as opened:
        yield opened


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, child: subprocess.Popen[bytes], home: Path) -> None:
    for _ in range(600):
        if child.poll() is not None:
            pytest.fail(f"the house did not start:\n{(home / 'serve.log').read_text()[-2000:]}")
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"the house is not well after three minutes:\n{(home / 'serve.log').read_text()[-2000:]}")
