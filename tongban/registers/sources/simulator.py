"""The simulated sources: a process of its own that answers for every resource, and can fail in several ways.

`python -m tongban.registers.sources.simulator --port 8004 --home var`: POST /<resource> takes a signed question, GET
/log.json what was asked (never about whom), POST /mode {"mode": …, "resource": …} changes how one or all behave.
What it knows is read from <home>/simulators/records.json, which the demo city writes.
"""

from __future__ import annotations

import json
import time
from collections import deque
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tongban.kernel import simulating, webhook

MODES = {
    "well": "正常", "slow": "很慢", "down": "停机", "garbage": "答非所问", "wrong": "格式错误", "repeat": "重复旧答复",
}  # fmt: skip
SLOW = 8.0  # seconds
KEPT = 200


class Records:
    """What the authorities know: per resource, rows with whom they are about, what else must fit, and their values."""

    def __init__(self, path: Path) -> None:
        self.path, self.read_at = path, 0.0
        self.rows: dict[str, Any] = {}

    def find(self, resource: str, asked: dict[str, str], fields: list[str]) -> dict[str, Any]:
        """The fields wanted of the first row that fits; nothing is null in all of them."""
        rows = self._all().get(resource, {"of": "", "rows": []})
        for row in rows["rows"]:
            if row["of"] == asked.get(rows["of"]) and all(_fits(asked.get(k, ""), v) for k, v in row["fits"].items()):
                return {name: row["values"].get(name) for name in fields}
        return {name: rows.get("otherwise", {}).get(name) for name in fields}

    def _all(self) -> dict[str, Any]:
        if self.path.exists() and self.path.stat().st_mtime != self.read_at:
            at = self.path.stat().st_mtime
            self.rows = json.loads(self.path.read_text("utf-8"))
            self.read_at = at  # last: who asks meanwhile reads for himself and is not told of nobody
        return self.rows


class Desk:
    """How every resource behaves, and what was asked."""

    def __init__(self, records: Records, secret: str, mode: str = "well") -> None:
        self.records, self.secret, self.usual = records, secret, mode
        self.modes: dict[str, str] = {}
        self.log: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self.said_before: dict[str, dict[str, Any]] = {}

    def mode(self, resource: str) -> str:
        return self.modes.get(resource, self.usual)

    def set_mode(self, mode: str, resource: str = "") -> None:
        """One resource, or all of them."""
        if resource:
            self.modes[resource] = mode
        else:
            self.usual, self.modes = mode, {}


class Handler(simulating.Answering):
    """The protocol."""

    desk: Desk
    slow: float = SLOW

    def do_GET(self) -> None:
        if self.path == "/log.json":
            said = {"mode": self.desk.usual, "modes": self.desk.modes, "lines": list(self.desk.log)}
            return self.say(200, said)
        return self.say(404, {"error": "not found"})

    def do_POST(self) -> None:
        body = self.body()
        if self.path == "/mode":
            said = json.loads(body or b"{}")
            if said.get("mode") not in MODES:
                return self.say(400, {"error": "no such mode"})
            self.desk.set_mode(said["mode"], str(said.get("resource", "")))
            return self.say(200, {"mode": said["mode"]})
        return self._question(self.path.strip("/"), body)

    def _question(self, resource: str, body: bytes) -> None:
        mode = self.desk.mode(resource)
        if mode == "down":
            self._note(resource, {}, "停机，没有回答")
            return self.say(503, {"error": "down"})
        try:
            key = webhook.verify([self.desk.secret], dict(self.headers.items()), body)
        except webhook.BadSignature as wrong:
            return self.say(401, {"error": f"signature: {wrong}"})
        asked = json.loads(body)
        if mode == "slow":
            self._note(resource, asked, "很慢")
            time.sleep(self.slow)
        if mode == "garbage":
            self._note(resource, asked, "答非所问")
            return self.say(200, "<html><p>系统维护中</p></html>", simulating.HTML)
        values = self.desk.records.find(resource, asked["asked"], asked["fields"])
        if mode == "wrong":
            values = {name: {"?": 1} for name in values}
        if mode != "slow":
            known = any(value is not None for value in values.values())
            self._note(resource, asked, ("格式错误" if mode == "wrong" else "已回答") if known else "没有记录")
        answer = {"id": key, "values": values}
        if mode == "repeat":  # what was said to somebody else, word for word
            answer = self.desk.said_before.get(resource, {"id": "0", "values": values})
        self.desk.said_before[resource] = answer
        return self.say(200, answer)

    def _note(self, resource: str, asked: dict[str, Any], outcome: str) -> None:
        self.desk.log.append({
            "at": datetime.fromtimestamp(time.time(), UTC).isoformat(), "resource": resource, "outcome": outcome,
            **{name: asked.get(name, "") for name in ("fields", "purpose", "case", "basis")},
        })  # fmt: skip


def _fits(said: str, known: str) -> bool:
    """Whether two ways of writing an address or a name mean the same: blanks do not count, a part will do."""
    short, long = sorted(("".join(said.split()), "".join(known.split())), key=len)
    return bool(short) and short in long


def serve(port: int, desk: Desk, slow: float = SLOW) -> ThreadingHTTPServer:
    """A server ready for ``serve_forever``."""
    return simulating.listening(port, Handler, desk=desk, slow=slow)


def main() -> None:
    chosen = simulating.arguments(__doc__, modes=MODES).parse_args()
    folder = chosen.home / "simulators"
    secret = simulating.awaited(folder / "sources.secret")
    serve(chosen.port, Desk(Records(folder / "records.json"), secret, chosen.mode)).serve_forever()


if __name__ == "__main__":
    main()
