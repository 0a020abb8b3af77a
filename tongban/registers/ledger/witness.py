"""A witness (见证) of logs, after C2SP tlog-witness: cosigns a head only when it continues the head it cosigned before.

It needs this file, `engines.evidence`, `kernel.durable` and a folder of its own: no Django, no database, no word
from the platform but what comes over the wire. Who runs one runs it as another user, best in another house:
`tongban witness`.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

from tongban.engines.evidence.notes import WITNESS, BadNote, Head, Note, Signer, Verifier, unb64
from tongban.engines.evidence.tree import BadProof, check_consistency
from tongban.kernel.durable import make_secret, write_whole

LARGEST = 32 * 2**10
LONGEST_PROOF = 63
KEPT_REFUSALS = 200


@dataclass(frozen=True)
class Answer:
    """What a log is told: HTTP status, body, kind of body."""

    status: int
    body: str
    kind: str = "text/plain; charset=utf-8"


class Witness:
    """One witness with its key, and the newest head it cosigned of each log, below ``home``."""

    def __init__(self, home: Path, name: str, logs: Iterable[Verifier]) -> None:
        self.home = home
        self.logs = {log.name: log for log in logs}
        (home / "heads").mkdir(parents=True, exist_ok=True, mode=0o700)
        (home / "refused").mkdir(exist_ok=True, mode=0o700)
        self.signer = _signer(home, name)
        self._lock = Lock()

    def add_checkpoint(self, body: bytes) -> Answer:
        """Check and cosign one head; whatever is refused changes nothing."""
        try:
            old, proof, note = _parsed(body)
            head = Head.of(note.text)
        except (BadNote, UnicodeDecodeError, ValueError) as error:
            return Answer(400, f"{error}\n")
        verifier = self.logs.get(head.origin)
        if verifier is None:
            return Answer(404, "this witness does not know the log\n")
        if note.signed_by(verifier) is None:
            return Answer(403, "the head is not signed by the log\n")
        if old > head.size:
            return Answer(400, "the old size exceeds the size\n")
        with self._lock, (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # also against a second process on the same folder
            return self._cosigned(old, proof, note, head, body)

    def _cosigned(self, old: int, proof: list[bytes], note: Note, head: Head, body: bytes) -> Answer:
        size, root = self.newest(head.origin)
        if old != size:
            return Answer(409, f"{size}\n", "text/x.tlog.size")
        if old == head.size and size and root != head.root:
            self._keep_refused(body)
            return Answer(409, f"{size}\n", "text/x.tlog.size")
        try:
            check_consistency(old, head.size, root, head.root, proof)
        except BadProof as error:
            self._keep_refused(body)
            return Answer(422, f"{error}\n")
        line = self.signer.line(note.text, int(time.time()))
        self._keep(head, note, line)
        return Answer(200, line)

    def newest(self, origin: str) -> tuple[int, bytes]:
        """Size and root of the head cosigned last; (0, b"") before the first."""
        try:
            kept = json.loads(self._path(origin).read_text())
        except FileNotFoundError:
            return 0, b""
        return int(kept["size"]), bytes.fromhex(kept["root"])

    def newest_note(self, digest: str) -> str | None:
        """The head cosigned last, as a monitor asks for it by the SHA-256 of the log's origin."""
        for origin in self.logs:
            if hashlib.sha256(origin.encode()).hexdigest() == digest and self._path(origin).exists():
                return str(json.loads(self._path(origin).read_text())["note"])
        return None

    def _path(self, origin: str) -> Path:
        return self.home / "heads" / f"{hashlib.sha256(origin.encode()).hexdigest()}.json"

    def _keep(self, head: Head, note: Note, line: str) -> None:
        kept = {"origin": head.origin, "size": head.size, "root": head.root.hex(), "note": str(note.having([line]))}
        write_whole(self._path(head.origin), json.dumps(kept, ensure_ascii=False).encode())

    def _keep_refused(self, body: bytes) -> None:
        """A head the log signed and may not have signed is proof of what it did."""
        name = hashlib.sha256(body).hexdigest()[:32]
        if len(list((self.home / "refused").iterdir())) < KEPT_REFUSALS:
            write_whole(self.home / "refused" / f"{name}.txt", body)


def _signer(home: Path, name: str) -> Signer:
    path = home / "witness.key"
    if not path.exists():
        make_secret(path, f"{name} {secrets.token_hex(32)}\n")
    kept, secret = path.read_text().split()
    signer = Signer(kept, WITNESS, bytes.fromhex(secret))
    if not (home / "vkey").exists():
        write_whole(home / "vkey", f"{signer.verifier}\n".encode())
    return signer


def _parsed(body: bytes) -> tuple[int, list[bytes], Note]:
    first, gap, rest = body.decode().partition("\n\n")
    said, *lines = first.split("\n")
    word, _, number = said.partition(" ")
    if not gap or word != "old" or not (number.isascii() and number.isdigit() and str(int(number)) == number):
        raise BadNote("the request does not begin with the old size")
    if len(lines) > LONGEST_PROOF:
        raise BadNote("the proof is too long")
    proof = [unb64(line) for line in lines]
    if any(len(one) != 32 for one in proof):
        raise BadNote("a hash of the proof has not 32 bytes")
    return int(number), proof, Note.of(rest)


def server(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """The witness over HTTP: POST /add-checkpoint; GET /vkey and /heads/<SHA-256 of origin> for monitors."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if self.path != "/add-checkpoint" or not length.isdigit() or int(length) > LARGEST:
                self._say(Answer(404 if self.path != "/add-checkpoint" else 413, "\n"))
                self.close_connection = True
                return
            self._say(witness.add_checkpoint(self.rfile.read(int(length))))

        def do_GET(self) -> None:
            found = f"{witness.signer.verifier}\n" if self.path == "/vkey" else None
            if self.path.startswith("/heads/"):
                found = witness.newest_note(self.path.removeprefix("/heads/"))
            self._say(Answer(200, found) if found else Answer(404, "\n"))

        def _say(self, answer: Answer) -> None:
            body = answer.body.encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return ThreadingHTTPServer((host, port), Handler)
