"""The reader that runs here: RapidOCR in a process of its own, started at the first page and again when it is gone."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
import time
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import IO, Any

from tongban.engines.reading import Page
from tongban.registers.readings.providers import CannotRead

PROCESS = "tongban.registers.readings.providers.process"
PATIENCE = 60.0  # seconds for one page, the loading of the models included


class RapidReader:
    """One process for one page after the other; it keeps its models (some 550 MB) and leaves when nobody asks.

    A page that takes longer than ``patience`` ends the process: the next page gets a new one.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._one = threading.Lock()

    def version(self) -> str:
        if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
            raise CannotRead("rapidocr is not installed (make ocr)")
        try:
            return f"rapidocr-{version('rapidocr')}"
        except PackageNotFoundError:
            raise CannotRead("rapidocr is not installed (make ocr)") from None

    def read(self, picture: bytes) -> Page:
        self.version()
        with self._one:
            try:
                said = self._asked(self._running(), picture)
            except (OSError, ValueError) as error:
                self._end()
                raise CannotRead(str(error)[:200]) from None
        if "wrong" in said:  # this picture only: the process lives on
            raise CannotRead(str(said["wrong"])[:200])
        return Page.of(said)

    def close(self) -> None:
        """End the process, if there is one."""
        with self._one:
            self._end()

    @property
    def pid(self) -> int:
        """The process that reads; 0 when none does."""
        return self._process.pid if self._process and self._process.poll() is None else 0

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603  our own module
                [sys.executable, "-m", PROCESS], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, env=_quiet(),
            )
        return self._process

    def _asked(self, process: subprocess.Popen[bytes], picture: bytes) -> dict[str, Any]:
        given, answer = process.stdin, process.stdout
        assert given is not None
        assert answer is not None
        given.write(len(picture).to_bytes(4, "big") + picture)
        given.flush()
        said: dict[str, Any] = json.loads(_line(answer, time.monotonic() + self.patience))
        return said

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # the other end is gone already
                    continue
        self._process.wait()
        self._process = None


def _line(answer: IO[bytes], until: float) -> bytes:
    """One line, waited for no longer than until then."""
    read = b""
    while not read.endswith(b"\n"):
        left = until - time.monotonic()
        if left <= 0 or not select.select([answer], [], [], left)[0]:
            raise TimeoutError("the page took too long")
        piece = os.read(answer.fileno(), 65536)
        if not piece:
            raise ValueError("the reader ended")
        read += piece
    return read


def _quiet() -> dict[str, str]:
    """The child's surroundings: no secrets of ours, no thread for every core."""
    kept = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "PYTHONPATH", "HOME", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"OMP_NUM_THREADS": "1"}
