"""clamd's own protocol (INSTREAM): a file in pieces with their length before them, an end of length 0, one answer.

Addresses: ``unix:///run/clamav/clamd.ctl``, ``tcp://127.0.0.1:3310``, ``tls://host:3310`` (clamd behind TLS elsewhere).
"""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from tongban.registers.vetting.providers import Silent

PATIENCE = 20.0  # seconds for all of it: somebody waits at the page
LONGEST = 1024  # bytes of an answer
PIECE = 1 << 16


class Clamd:
    """See `Scanner`. Only a plain OK is clean; whatever is not understood is `Silent`."""

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        self.at, self.patience = urlsplit(address), patience

    def look(self, pieces: Iterable[bytes]) -> str:
        said = self._ask(b"zINSTREAM\0", pieces)
        if said == "stream: OK":
            return ""
        found = re.fullmatch(r"stream: (\S.*) FOUND", said)
        if found:
            return found[1][:100]
        raise Silent(said[:100] or "no answer")

    def version(self) -> str:
        said = self._ask(b"zVERSION\0", None)
        if not said.startswith("ClamAV"):
            raise Silent(said[:100] or "no answer")
        return said[:100]

    def _ask(self, command: bytes, pieces: Iterable[bytes] | None) -> str:
        until = time.monotonic() + self.patience
        try:
            with self._open() as line:
                line.sendall(command)
                with suppress(BrokenPipeError, ConnectionResetError):  # it may have said why, and hung up
                    for piece in pieces or ():
                        _in_time(line, until)
                        for at in range(0, len(piece), PIECE):
                            some = piece[at : at + PIECE]
                            line.sendall(len(some).to_bytes(4, "big") + some)
                    if pieces is not None:
                        line.sendall(bytes(4))
                return _answer(line, until)
        except OSError as error:
            raise Silent(type(error).__name__) from None

    def _open(self) -> socket.socket:
        if self.at.scheme == "unix":
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(self.patience)
            try:
                line.connect(self.at.path)
            except OSError:
                line.close()
                raise
            return line
        host = self.at.hostname or "127.0.0.1"
        plain = socket.create_connection((host, self.at.port or 3310), self.patience)
        if self.at.scheme != "tls":
            return plain
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _answer(line: socket.socket, until: float) -> str:
    said = b""
    while b"\0" not in said and len(said) < LONGEST:
        _in_time(line, until)
        some = line.recv(LONGEST)
        if not some:
            break
        said += some
    whole, end, _ = said.partition(b"\0")
    return whole.decode("utf-8", "replace").strip() if end else ""


def _in_time(line: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)
