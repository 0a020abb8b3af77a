"""A few child processes, each started again when it dies, all stopped together."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tongban.site import lifeline

GRACE = 10.0  # seconds a child may take to end by itself
SETTLED = 10.0  # a child that lived this long is started again at once
SLOWEST = 10.0  # seconds between attempts with a child that cannot stay up


@dataclass
class Child:
    """One process of the house: how to start it, and when it may be started again."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    goodbye: int = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None
    born: float = 0.0
    failures: int = 0
    not_before: float = 0.0

    def launch(self) -> None:
        self.process, self.born = self.start(), time.monotonic()

    @property
    def ended_by_itself(self) -> bool:
        """It gave up, and was not killed: something is wrong with what it was told."""
        code = self.process.poll() if self.process is not None else None
        return code is not None and code >= 0

    def look(self) -> str:
        """Start it again if it is gone and due; returns what happened, "" when nothing did."""
        if self.process is not None:
            if self.process.poll() is None:
                return ""
            return self._bury(f"ended with {self.process.returncode}")
        if time.monotonic() < self.not_before:
            return ""
        try:
            self.launch()
        except Exception as error:
            return self._bury(f"cannot start: {error}")
        return f"{self.name} is running again"

    def _bury(self, what: str) -> str:
        lived = time.monotonic() - self.born
        self.failures = 0 if self.process is not None and lived > SETTLED else self.failures + 1
        self.process, self.born = None, time.monotonic()
        self.not_before = self.born + min(0.2 * 2**self.failures - 0.2, SLOWEST)
        return f"{self.name} {what}"

    def end(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.goodbye)
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class House:
    """The children in the order they start; they end in the opposite order."""

    tell: Callable[[str], None]
    children: list[Child] = field(default_factory=list)
    leaving: bool = False

    def add(self, child: Child) -> None:
        """Start ``child`` and keep it running from now on."""
        child.launch()
        self.children.append(child)

    def keep(self) -> None:
        """Watch over the children until `leave` is called."""
        while not self.leaving:
            for child in self.children:
                if news := child.look():
                    self.tell(news)
            time.sleep(0.2)

    def leave(self, *_: object) -> None:
        self.leaving = True

    def end(self) -> None:
        for child in reversed(self.children):
            child.end()


def command(words: Sequence[str], log: Path | None, extra: Mapping[str, str]) -> Callable[[], subprocess.Popen[bytes]]:
    """How to start ``words`` as a child that ends with us; its output goes to ``log``, or to our own."""

    def start() -> subprocess.Popen[bytes]:
        out = None if log is None else _opened(log)
        try:
            return subprocess.Popen(  # noqa: S603
                list(words), stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
                env={**os.environ, **extra, "TONGBAN_SUPERVISED": "1"}, preexec_fn=lifeline.hold,
            )
        finally:
            if out is not None:
                os.close(out)

    return start


def _opened(log: Path) -> int:
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > 20 * 2**20:
        log.replace(log.with_suffix(".log.1"))
    return os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
