"""A simulated department system: a process of its own that speaks the real protocol and can misbehave in eight ways.

`python -m tongban.registers.exchange.simulator --desk fire-safety --port 8003 --platform http://127.0.0.1:8000`:
POST / takes signed events, GET / is its own page, GET /ledger.json what it received and sent, POST /mode {"mode": …},
POST /answer {"event": …} answers one by hand. What it received and sent is kept in a file of its own.
"""

from __future__ import annotations

import html
import json
import os
import threading
import time
import urllib.error
import urllib.request
import uuid
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tongban.kernel import simulating, webhook

MODES = {
    "manual": "只收不答", "well": "正常", "slow": "很慢", "down": "停机", "garbage": "答非所问",
    "wrong-schema": "格式错误", "repeat": "重复回传", "early": "抢先回传", "other-case": "张冠李戴",
}  # fmt: skip
SLOW = 8.0  # seconds
OPENED, GIVEN = "cn.tongban.step.opened", "cn.tongban.opinion.given"


class Ledger:
    """What came and what went, line by line in a file, so that a restart forgets nothing."""

    def __init__(self, path: Path) -> None:
        self.path, self.lock = path, threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        self.lines: list[dict[str, Any]] = [json.loads(line) for line in lines]
        self.known = {line["event"] for line in self.lines if line["what"] == "received"}

    def receive(self, event: dict[str, Any]) -> bool:
        """Note an event; False when it came before."""
        with self.lock:
            fresh = event["id"] not in self.known
            self.known.add(event["id"])
            what = "received" if fresh else "repeated"
            said = {name: event.get(name, "") for name in ("type", "subject", "sequence", "data")}
            self._write(what, event=event["id"], **said)
            return fresh

    def note(self, what: str, **said: Any) -> None:
        with self.lock:
            self._write(what, **said)

    def received(self) -> list[dict[str, Any]]:
        with self.lock:
            return [line for line in self.lines if line["what"] == "received"]

    def _write(self, what: str, **said: Any) -> None:
        line = {"what": what, "at": datetime.fromtimestamp(time.time(), UTC).isoformat(), **said}
        self.lines.append(line)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


class Department:
    """A department's system: takes events, and answers what it is asked after a while."""

    def __init__(self, desk: str, secret: str, platform: str, ledger: Ledger, *, mode: str, delay: float) -> None:
        self.desk, self.secret, self.ledger, self.mode, self.delay = desk, secret, ledger, mode, delay
        self.url = f"{platform.rstrip('/')}/api/v1/exchange/{desk}/events"

    def take(self, event: dict[str, Any]) -> None:
        """Note an event; a step that is asked for the first time is answered as the mode says."""
        mode, asked = self.mode, event["type"] == OPENED
        if mode == "early" and asked and event["id"] not in self.ledger.known:
            self.give(event, "early")  # about what nobody has asked yet
        if self.ledger.receive(event) and asked and mode not in ("manual", "early"):
            clock = threading.Timer(self.delay, self.give, (event, mode))
            clock.daemon = True
            clock.start()

    def give(self, event: dict[str, Any], mode: str) -> None:
        """Send an opinion on what was asked, in the manner of the mode."""
        act = self.opinion(event, mode)
        for _ in range(3 if mode == "repeat" else 1):
            self._post(act)

    def opinion(self, event: dict[str, Any], mode: str) -> dict[str, Any]:
        """The CloudEvent that says what this department thinks."""
        asked = event["data"]
        data: dict[str, Any] = {
            "answers": event["id"], "case": asked["case"], "step": asked["step"], "verdict": "agree",
            "text": "经业务系统审查，符合要求。", "officer": "韩立冬",
        }  # fmt: skip
        if asked.get("two_officers"):
            data["second_officer"] = "郭安"
        if mode == "wrong-schema":
            data |= {"verdict": "maybe", "officer": 7}
        if mode == "other-case":
            others = [one["subject"] for one in self.ledger.received() if one["subject"] != asked["case"]]
            data["case"] = others[-1] if others else "LT-20200101-000001"
        if mode == "early":
            data["answers"] = str(uuid.uuid4())
        key = str(uuid.uuid4())
        return {
            "specversion": "1.0", "id": key, "type": GIVEN, "source": f"urn:department:{self.desk}",
            "subject": data["case"], "time": datetime.fromtimestamp(time.time(), UTC).isoformat(),
            "datacontenttype": "application/json", "data": data,
        }  # fmt: skip

    def _post(self, act: dict[str, Any]) -> None:
        """Send until there is an answer of any kind; nobody reached is tried again, later each time."""
        body, status, said = json.dumps(act, ensure_ascii=False).encode(), 0, ""
        for turn in range(8):
            headers = webhook.headers([self.secret], act["id"], body)
            headers["Content-Type"] = "application/cloudevents+json"
            try:
                request = urllib.request.Request(self.url, body, headers)  # noqa: S310 - the platform we belong to
                with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
                    status, said = answer.status, answer.read(4096).decode()
            except urllib.error.HTTPError as error:
                status, said = error.code, error.read(4096).decode(errors="replace")
            except (OSError, ValueError) as error:
                status, said = 0, str(error)
            if 0 < status < 500 and status != 429:
                break
            time.sleep(min(0.5 * 2**turn, 10))
        self.ledger.note("sent", act=act["id"], answers=act["data"].get("answers"), case=act["subject"], status=status,
                         said=said[:600])  # fmt: skip


class Handler(simulating.Answering):
    """The protocol."""

    department: Department
    largest = 256 * 2**10

    def do_GET(self) -> None:
        if self.path == "/ledger.json":
            return self.say(200, {"mode": self.department.mode, "lines": self.department.ledger.lines})
        if self.path == "/mode":
            return self.say(200, {"mode": self.department.mode, "received": len(self.department.ledger.received())})
        return self._page() if self.path == "/" else self.say(404, {"error": "not found"})

    def do_POST(self) -> None:
        body = self.body()
        if self.path == "/":
            return self._event(body)
        try:
            said = json.loads(body or b"{}")
        except ValueError:
            return self.say(400, {"error": "not JSON"})
        if self.path == "/mode" and said.get("mode") in MODES:
            self.department.mode = said["mode"]
            self.department.delay = float(said.get("delay", self.department.delay))
            return self.say(200, {"mode": self.department.mode})
        if self.path == "/answer":
            return self._by_hand(str(said.get("event", "")))
        return self.say(404, {"error": "not found"})

    def _event(self, body: bytes) -> None:
        mode = self.department.mode
        if mode == "down":
            return self.say(503, {"error": "down"})
        if mode == "slow":
            time.sleep(SLOW)
        try:
            key = webhook.verify([self.department.secret], dict(self.headers.items()), body)
        except webhook.BadSignature as wrong:
            return self.say(401, {"error": f"signature: {wrong}"})
        event = json.loads(body)
        if event["id"] != key:
            return self.say(422, {"error": "webhook-id and id differ"})
        if mode == "garbage":
            return self.say(200, "<html><p>系统维护中</p></html>", simulating.HTML)
        self.department.take(event)
        return self.say(200, {"id": key, "receipt": f"{self.department.desk}-{event.get('sequence', '')}-{key[:8]}"})

    def _by_hand(self, key: str) -> None:
        asked = [one for one in self.department.ledger.received() if one["event"] == key and one["type"] == OPENED]
        if not asked:
            return self.say(404, {"error": "no such event"})
        event = {"id": key, "data": asked[0]["data"]}
        threading.Thread(target=self.department.give, args=(event, "well"), daemon=True).start()
        return self.say(202, {"event": key})

    def _page(self) -> None:
        rows = "".join(
            f"<tr><td>{html.escape(line['at'][:19])}</td><td>{html.escape(line['what'])}</td>"
            f"<td>{html.escape(str(line.get('type') or line.get('status')))}</td>"
            f"<td>{html.escape(str(line.get('subject') or line.get('case')))}</td></tr>"
            for line in self.department.ledger.lines[-50:][::-1]
        )
        self.say(200, (
            "<!doctype html><html lang=zh><title>模拟业务系统</title>"
            f"<h1>模拟业务系统：{html.escape(self.department.desk)}</h1>"
            f"<p>状态：{MODES[self.department.mode]}。</p><table><tr><th>时间<th>收发<th>种类<th>办件</tr>{rows}</table></html>"
        ), simulating.HTML)  # fmt: skip


def serve(port: int, department: Department) -> ThreadingHTTPServer:
    """A server ready for ``serve_forever``."""
    return simulating.listening(port, Handler, department=department)


def main() -> None:
    parser = simulating.arguments(__doc__, platform=True, modes=MODES, usual="manual")
    parser.add_argument("--desk", default="fire-safety")
    parser.add_argument("--delay", type=float, default=20.0, help="seconds until it answers by itself")
    parser.add_argument(
        "--secret", default=os.environ.get("TONGBAN_WIRE_SECRET", ""),
        help="whsec_…; otherwise from <home>/simulators/<desk>.secret",
    )
    chosen = parser.parse_args()
    ledger = Ledger(chosen.home / "simulators" / f"{chosen.desk}.jsonl")
    secret = chosen.secret or simulating.awaited(chosen.home / "simulators" / f"{chosen.desk}.secret")
    department = Department(chosen.desk, secret, chosen.platform, ledger, mode=chosen.mode, delay=chosen.delay)
    serve(chosen.port, department).serve_forever()


if __name__ == "__main__":
    main()
