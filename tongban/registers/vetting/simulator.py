"""A simulated clamd (病毒扫描): a process of its own that speaks clamd's protocol and can be slow, down or wrong.

`python -m tongban.registers.vetting.simulator --port 8011`: zPING, zVERSION, zINSTREAM, and beside clamd's own words
zMODE <ok|slow|down|wrong>. It finds the test file of EICAR and takes 25 MB at most, as clamd does by itself.
"""

from __future__ import annotations

import contextlib
import socketserver
import time

from tongban.kernel import simulating

SLOW = 30.0  # seconds
MODES = ("ok", "slow", "down", "wrong")
LARGEST = 25 * 2**20
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"  # in two: we are no virus


class Handler(socketserver.StreamRequestHandler):
    """One command a connection."""

    server: Clam

    def handle(self) -> None:
        command = self._word()
        if command.startswith("MODE "):
            self.server.mode = command[5:] if command[5:] in MODES else self.server.mode
            return self._say(f"MODE {self.server.mode}")
        if self.server.mode == "down":
            return None
        if self.server.mode == "slow":
            time.sleep(self.server.slow)
        answer = {"PING": "PONG", "VERSION": "ClamAV 1.4.3/27800/Fri Nov 27 09:00:00 2026"}.get(command)
        if command == "INSTREAM":
            answer = self._scan()
        self._say("stream: perhaps" if self.server.mode == "wrong" else answer or "UNKNOWN COMMAND")

    def _word(self) -> str:
        said = b""
        while not said.endswith(b"\0") and len(said) < 100:
            one = self.rfile.read(1)
            if not one:
                break
            said += one
        return said.strip(b"\0").decode("ascii", "replace").removeprefix("z")

    def _scan(self) -> str:
        content = bytearray()
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
            if len(content) > LARGEST:
                return "INSTREAM size limit exceeded. ERROR"
        return "stream: Eicar-Test-Signature FOUND" if EICAR in content else "stream: OK"

    def _say(self, text: str) -> None:
        with contextlib.suppress(OSError):  # who asked has gone
            self.wfile.write(text.encode() + b"\0")


class Clam(socketserver.ThreadingTCPServer):
    """A scanner ready for ``serve_forever``."""

    daemon_threads = allow_reuse_address = True
    mode, slow = "ok", SLOW


def serve(port: int) -> Clam:
    return Clam((simulating.HERE, port), Handler)


if __name__ == "__main__":
    serve(simulating.arguments(__doc__).parse_args().port).serve_forever()
