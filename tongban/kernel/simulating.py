"""What the simulators of other houses share: how they listen, read, answer and are started.

A simulator is a program of its own on this machine, speaks the outside system's real protocol, and behaves as its mode
says. It keeps no log of requests: what is asked is personal.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HERE = "127.0.0.1"
WAIT = 120.0  # seconds for what the founding of the city writes
JSON, HTML, TEXT = (f"{kind}; charset=utf-8" for kind in ("application/json", "text/html", "text/plain"))
Bound = type[BaseHTTPRequestHandler]


class Answering(BaseHTTPRequestHandler):
    """One request: its body at most ``largest`` bytes, its answer whole or not at all."""

    largest = 64 * 2**10

    def body(self) -> bytes:
        """What was sent."""
        return self.rfile.read(min(int(self.headers.get("Content-Length") or 0), self.largest))

    def say(self, status: int, content: bytes | str | Mapping[str, Any], kind: str = JSON, **headers: str) -> None:
        """Answer with bytes, a text, or values as JSON; a header's ``_`` is its hyphen."""
        text = json.dumps(content, ensure_ascii=False) if isinstance(content, Mapping) else content
        held = text.encode() if isinstance(text, str) else text
        try:
            self.send_response(status)
            for name, value in {**headers, "Content_Type": kind, "Content_Length": str(len(held))}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(held)
        except OSError:
            self.close_connection = True  # who asked has gone

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


def listening(port: int, handler: Bound, **known: Any) -> ThreadingHTTPServer:
    """A server ready for ``serve_forever`` (``port`` 0: any that is free) whose handlers all know the same."""
    return ThreadingHTTPServer((HERE, port), type("Bound", (handler,), known))


def arguments(doc: str | None, *, platform: bool = False, modes: Iterable[str] = (), usual: str = "well",
              port: int | None = None) -> argparse.ArgumentParser:  # fmt: skip
    """What a simulator is started with: its port, the folder of the house and, where wanted, whom it serves and how."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("--port", type=int, default=port, required=port is None)
    parser.add_argument("--home", type=Path, default=Path("var"))
    if platform:
        parser.add_argument("--platform", required=True)
    if modes:
        parser.add_argument("--mode", choices=[*modes], default=usual)
    return parser


def awaited(path: Path) -> str:
    """What the founding of the city writes into a file that only its owner reads, a secret or a key both sides know."""
    until = time.monotonic() + WAIT
    while not path.exists():
        if time.monotonic() > until:
            raise SystemExit(f"nothing in {path}")
        time.sleep(0.2)
    return path.read_text().strip()
