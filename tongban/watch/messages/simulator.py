"""A simulated SMS gateway: a process of its own that speaks the real protocol and can be slow, down or wrong.

`python -m tongban.watch.messages.simulator --port 8002 --home var`: POST /send takes a message once per
Idempotency-Key, GET /inbox.json shows what phones received,
POST /mode {"mode": "ok|slow|down|wrong"} sets how it behaves. With TONGBAN_SMS_SECRET it takes signed messages only.
"""

from __future__ import annotations

import json
import os
import threading
import time
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tongban.kernel import simulating, webhook

SLOW = 8.0  # seconds
MODES = ("ok", "slow", "down", "wrong")


class Inbox:
    """What was delivered, kept in a file so that a restart forgets nothing."""

    def __init__(self, path: Path) -> None:
        self.path, self.lock, self.mode = path, threading.Lock(), "ok"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_text().splitlines() if path.exists() else []
        self.messages: dict[str, dict[str, Any]] = {m["id"]: m for m in map(json.loads, lines)}

    def take(self, key: str, to: str, text: str) -> dict[str, Any]:
        with self.lock:
            if key not in self.messages:
                at = datetime.fromtimestamp(time.time(), UTC).isoformat()
                self.messages[key] = {"id": key, "to": to, "text": text, "at": at}
                with self.path.open("a") as file:
                    file.write(json.dumps(self.messages[key], ensure_ascii=False) + "\n")
            return {"key": key, "receipt": f"SIM-{list(self.messages).index(key) + 1:08d}"}


class Handler(simulating.Answering):
    """The protocol."""

    inbox: Inbox
    secret = ""

    def do_GET(self) -> None:
        if self.path != "/inbox.json":
            return self.say(404, {"error": "not found"})
        return self.say(200, {"mode": self.inbox.mode, "messages": list(self.inbox.messages.values())[-200:]})

    def do_POST(self) -> None:
        sent = self.body()
        try:
            body = json.loads(sent or b"{}")
        except ValueError:
            return self.say(400, {"error": "not JSON"})
        if self.path == "/mode" and body.get("mode") in MODES:
            self.inbox.mode = body["mode"]
            return self.say(200, {"mode": self.inbox.mode})
        if self.path != "/send":
            return self.say(404, {"error": "not found"})
        try:
            if self.secret:
                webhook.verify([self.secret], self.headers, sent)  # type: ignore[arg-type]
        except webhook.BadSignature as wrong:
            return self.say(401, {"error": f"not signed by whom we know: {wrong}"})
        return self._send(body)

    def _send(self, body: dict[str, Any]) -> None:
        key, mode = self.headers.get("Idempotency-Key", ""), self.inbox.mode
        if mode == "down":
            return self.say(503, {"error": "down"})
        if mode == "slow":
            time.sleep(SLOW)
        if not key or not body.get("to") or not body.get("text"):
            return self.say(422, {"error": "to, text and Idempotency-Key are needed"})
        answer = self.inbox.take(key, str(body["to"]), str(body["text"]))
        return self.say(200, {"key": "another-message", "receipt": "?"} if mode == "wrong" else answer)


def serve(port: int, home: Path, secret: str = "") -> ThreadingHTTPServer:
    """A server ready for ``serve_forever``."""
    return simulating.listening(port, Handler, inbox=Inbox(home / "simulators" / "sms.jsonl"), secret=secret)


if __name__ == "__main__":
    chosen = simulating.arguments(__doc__).parse_args()
    serve(chosen.port, chosen.home, os.environ.get("TONGBAN_SMS_SECRET", "")).serve_forever()
