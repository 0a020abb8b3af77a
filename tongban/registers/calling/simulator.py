"""A simulated queueing system of a hall (排队叫号系统): a process of its own that can be slow, down or wrong.

`python -m tongban.registers.calling.simulator --port 8010`: POST /windows/<window>/<next|again|pass> calls a number
once per Idempotency-Key, POST /draw draws one as the machine at the door does,
POST /mode {"mode": "ok|slow|down|wrong"} sets how it behaves.
"""

from __future__ import annotations

import json
import threading
import time
from http.server import ThreadingHTTPServer
from typing import Any

from tongban.kernel import simulating

SLOW = 8.0  # seconds
MODES = ("ok", "slow", "down", "wrong")
SERVICE = "综合受理"
WAITING = 6  # in the morning


class Hall:
    """Numbers that wait, and who was called where."""

    def __init__(self, waiting: int = WAITING) -> None:
        self.lock, self.mode, self.drawn = threading.Lock(), "ok", 0
        self.line: list[str] = []
        self.at: dict[str, str] = {}
        self.answered: dict[str, tuple[int, dict[str, Any]]] = {}
        for _ in range(waiting):
            self.draw()

    def draw(self) -> str:
        self.drawn += 1
        self.line.append(f"A{self.drawn:03d}")
        return self.line[-1]

    def press(self, window: str, act: str, deed: str) -> tuple[int, dict[str, Any]]:
        with self.lock:
            if not deed or deed not in self.answered:
                self.answered[deed] = self._press(window, act)
            return self.answered[deed]

    def _press(self, window: str, act: str) -> tuple[int, dict[str, Any]]:
        if act == "next":
            number = self.line.pop(0) if self.line else ""
            self.at[window] = number
        else:
            number = self.at.get(window, "")
        if act == "pass":
            self.at[window] = ""
        if not number:
            return 404, {"waiting": len(self.line)}
        return 200, {"ticket": number, "service": SERVICE, "waiting": len(self.line)}


class Handler(simulating.Answering):
    """The protocol."""

    hall: Hall

    def do_POST(self) -> None:
        body = self.body()
        if self.path == "/draw":
            return self.say(200, {"ticket": self.hall.draw()})
        if self.path == "/mode":
            wanted = json.loads(body or b"{}").get("mode")
            self.hall.mode = wanted if wanted in MODES else self.hall.mode
            return self.say(200, {"mode": self.hall.mode})
        _, *named = self.path.split("/")
        if len(named) != 3 or named[0] != "windows" or named[2] not in ("next", "again", "pass"):
            return self.say(400, {"error": "not understood"})
        return self._press(named[1], named[2])

    def _press(self, window: str, act: str) -> None:
        if self.hall.mode == "down":
            return self.say(503, {"error": "down"})
        if self.hall.mode == "slow":
            time.sleep(SLOW)
        if self.hall.mode == "wrong":
            return self.say(200, {"ticket": "<b>?</b>", "waiting": "many"})
        return self.say(*self.hall.press(window, act, self.headers.get("Idempotency-Key", "")))


def serve(port: int, waiting: int = WAITING) -> ThreadingHTTPServer:
    """A server ready for ``serve_forever``."""
    return simulating.listening(port, Handler, hall=Hall(waiting))


if __name__ == "__main__":
    serve(simulating.arguments(__doc__).parse_args().port).serve_forever()
