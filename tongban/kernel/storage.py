"""Files by content: streamed in, kept in quarantine until judged, then stored once under their SHA-256."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from tongban.kernel.ids import uuid7


@dataclass(frozen=True)
class Quarantined:
    """A file that has arrived and has not been judged yet."""

    path: Path
    sha256: str
    size: int

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


class TooLarge(Exception):
    """More bytes arrived than the limit allows; nothing is kept."""


def receive(chunks: Iterable[bytes], limit: int) -> Quarantined:
    """Stream ``chunks`` into quarantine, at most ``limit`` bytes; raises `TooLarge`."""
    folder = _folder("quarantine")
    path = folder / str(uuid7())
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                file.close()
                path.unlink()
                raise TooLarge
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Quarantined(path, digest.hexdigest(), size)


def admit(file: Quarantined) -> str:
    """Move a judged file to its place; returns its SHA-256, the key to `read`."""
    target = _place(file.sha256)
    if target.exists():
        file.discard()
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(file.path, target)
    return file.sha256


def keep(content: bytes) -> str:
    """Store bytes of our own making (a sealed PDF); returns their SHA-256."""
    return admit(receive([content], len(content)))


def open_file(sha256: str) -> BinaryIO:
    """The stored bytes as a stream; raises FileNotFoundError."""
    return _place(sha256).open("rb")


def path_of(sha256: str) -> Path:
    """Where the stored bytes lie, for readers that need a file; raises FileNotFoundError."""
    place = _place(sha256)
    if not place.is_file():
        raise FileNotFoundError(sha256)
    return place


def read(sha256: str) -> bytes:
    return _place(sha256).read_bytes()


def _place(sha256: str) -> Path:
    if len(sha256) != 64 or not all(c in "0123456789abcdef" for c in sha256):
        raise FileNotFoundError(sha256)
    return _folder("files") / sha256[:2] / sha256


def _folder(name: str) -> Path:
    folder = Path(settings.TONGBAN.home) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
