"""Whatever is killed comes back in seconds, and nothing is left behind when the house is closed."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.faults
PATIENCE = 180.0


class Served:
    """A `tongban serve` of its own, in production mode on an empty database."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        dropped = ("DATABASE_URL", "TONGBAN_TESTING", "TONGBAN_STATIC")
        inherited = {k: v for k, v in os.environ.items() if k not in dropped}
        self.home = home
        self.env = {
            **inherited, "TONGBAN_HOME": str(home), "PORT": str(self.port), "TONGBAN_DEMO": "0",
            "TONGBAN_SECRET_KEY": "k" * 64, "TONGBAN_ALLOWED_HOSTS": "127.0.0.1", "TONGBAN_BASE_URL": "https://example.cn",
        }  # fmt: skip
        self.process = self.run("serve")

    def run(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tongban.site.cli", *words]
        return subprocess.Popen(command, env=self.env, stderr=subprocess.DEVNULL)

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
            assert time.monotonic() < end, "it did not come back"
            time.sleep(0.05)

    def children(self, word: str, of: int = 0) -> list[int]:
        """Process ids of our children (or of ``of``'s) whose command line holds ``word``."""
        found = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(path.read_text().rpartition(")")[2].split()[1])
                line = (path.parent / "cmdline").read_bytes().replace(b"\0", b" ")
            except (OSError, ValueError):
                continue
            if parent == (of or self.process.pid) and word.encode() in line:
                found.append(int(path.parent.name))
        return found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("home")
    for folder in (home, home.parent, home.parent.parent):
        folder.chmod(0o755)  # the database runs as another user when we are root
    house = Served(home)
    try:
        house.wait_until_well()
        yield house
    finally:
        house.process.send_signal(signal.SIGTERM)
        house.process.wait(30)


@pytest.mark.parametrize("victim", ["granian", "cli worker", "cli sealer", "postgres"])
def test_a_killed_part_comes_back(served: Served, victim: str) -> None:
    (before,) = served.children(victim)
    os.kill(before, signal.SIGKILL)
    end = time.monotonic() + PATIENCE
    while served.children(victim) in ([], [before]):
        assert time.monotonic() < end
        time.sleep(0.05)
    served.wait_until_well()


def test_a_killed_web_worker_comes_back_and_leaves_no_stray(served: Served) -> None:
    (master,) = served.children("granian")
    workers = served.children("granian", of=master)
    os.kill(workers[0], signal.SIGKILL)
    time.sleep(1)
    served.wait_until_well()
    assert served.children("granian") == [master]


def test_a_second_serve_of_the_same_home_is_refused(served: Served) -> None:
    assert served.run("serve").wait(PATIENCE) == 2
    assert served.well()


def test_closing_leaves_nothing_behind_and_opening_again_works(served: Served) -> None:
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(30) == 0
    assert not [p for word in ("granian", "site.cli", "postgres") for p in served.children(word)]
    served.process = served.run("serve")
    served.wait_until_well()


def test_killed_all_at_once_it_opens_again(served: Served) -> None:
    served.process.kill()
    served.process.wait()
    served.process = served.run("serve")
    served.wait_until_well()
