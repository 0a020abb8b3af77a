"""A simulated mail server: a process of its own that speaks SMTP over a socket and can be slow, down or wrong.

`python -m tongban.watch.messages.mail_simulator --port 8009 --home var` takes mails for everybody and delivers none;
what came stands in <home>/simulators/mail.jsonl. How it behaves stands beside it, in mail.mode, and counts at once:
ok, slow (eight seconds), down (421 at the door), wrong (an answer that is no SMTP), full (550: no such recipient).
"""

from __future__ import annotations

import json
import socketserver
import threading
import time
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from tongban.kernel import simulating

SLOW = 8.0  # seconds
MODES = ("ok", "slow", "down", "wrong", "full")
LARGEST = 256 * 1024


class Post:
    """What came, each Message-ID once, and how the server behaves; kept in files, so a restart forgets nothing."""

    def __init__(self, home: Path) -> None:
        self.path, self.manner = home / "simulators" / "mail.jsonl", home / "simulators" / "mail.mode"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.lock = threading.Lock()

    @property
    def mode(self) -> str:
        said = self.manner.read_text().strip() if self.manner.exists() else "ok"
        return said if said in MODES else "ok"

    def mails(self) -> list[dict[str, Any]]:
        lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        return [json.loads(line) for line in lines]

    def take(self, to: list[str], content: bytes) -> None:
        mail = message_from_bytes(content, policy=policy.default)
        body = mail.get_body(("plain",))
        row = {"id": str(mail["Message-ID"]), "to": ", ".join(to), "subject": str(mail["Subject"]),
               "text": str(body.get_content()).strip() if body else "",
               "at": datetime.fromtimestamp(time.time(), UTC).isoformat()}  # fmt: skip
        with self.lock:
            if row["id"] not in {one["id"] for one in self.mails()}:
                with self.path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")


class Talk(socketserver.StreamRequestHandler):
    """One client, word by word."""

    post: Post

    def handle(self) -> None:
        mode = self.post.mode
        if mode == "slow":
            time.sleep(SLOW)
        if mode in ("down", "wrong"):
            return self._say("421 not available now" if mode == "down" else "HTTP/1.1 200 OK")
        self._say("220 mail.lanting.example ESMTP simulator")
        to: list[str] = []
        while line := self.rfile.readline(1024):
            verb, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            if verb.upper() == "QUIT":
                return self._say("221 bye")
            if verb.upper() == "DATA" and to:
                self._say("354 go on")
                self.post.take(to, self._data())
                to = []
                self._say("250 taken")
            else:
                self._answer(verb.upper(), rest, to, mode)
        return None

    def _answer(self, verb: str, rest: str, to: list[str], mode: str) -> None:
        if verb == "RCPT":
            if mode == "full":
                return self._say("550 no such recipient")
            to.append(rest.partition("<")[2].partition(">")[0])
        if verb == "RSET":
            to.clear()
        if verb == "EHLO":
            return self._say("250-mail.lanting.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 262144")
        known = verb in ("HELO", "MAIL", "RCPT", "RSET", "NOOP")
        return self._say("250 ok" if known else "503 not now")

    def _data(self) -> bytes:
        kept = bytearray()
        while (line := self.rfile.readline(4096)) and line not in (b".\r\n", b".\n") and len(kept) < LARGEST:
            kept += line[1:] if line.startswith(b"..") else line
        return bytes(kept)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True


def serve(port: int, home: Path) -> Server:
    """A server ready for ``serve_forever``."""
    return Server((simulating.HERE, port), type("BoundTalk", (Talk,), {"post": Post(home)}))


if __name__ == "__main__":
    chosen = simulating.arguments(__doc__).parse_args()
    serve(chosen.port, chosen.home).serve_forever()
