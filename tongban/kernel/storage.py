"""Files by content: streamed in, kept in quarantine until judged, then stored once, sealed, under their SHA-256.

What lies on the disk is `MAGIC`, the cipher, and pieces of 64 KiB sealed one by one with the key of the house, each
bound to its file, its place and whether it is the last: nothing can be read, exchanged or cut off there. Lists that
a library has to open by their path (the inventory's) hold nothing personal and stay plain.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import time as wall_clock
from typing import BinaryIO

from django.conf import settings

from tongban.kernel import crypto, datakeys, holding
from tongban.kernel.ids import uuid7

MAGIC = b"tongban1"
HEAD = len(MAGIC) + 4  # and the cipher, filled up with blanks
PIECE = 1 << 16
MORE = 28  # nonce and tag of a piece


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


def admit(file: Quarantined, *, public: bool = False, waits: bool = False) -> str:
    """Move a judged file to its place, sealed unless it is ``public``; returns its SHA-256, the key to `read`.

    Bytes that lie there already stay as they are, unless they are sealed and now come as ``public``: then they lie
    plain from here on, because a list has to be found by its path whoever stored the same bytes before. One that
    ``waits`` for the scanner is opened by nobody (`holding`).
    """
    target = _place(file.sha256)
    if target.exists() and not (public and _is_sealed(target)):
        file.discard()
        return file.sha256
    if waits:
        holding.hold(file.sha256)
    else:
        holding.release(file.sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    if public:
        os.replace(file.path, target)
    else:
        _seal(file.path, target, file.sha256)
        file.discard()
    return file.sha256


def keep(content: bytes, *, public: bool = False) -> str:
    """Store bytes of our own making (a sealed PDF, a list that is ``public``); returns their SHA-256."""
    return admit(receive([content], len(content)), public=public)


def open_file(sha256: str) -> BinaryIO:
    """The stored bytes as a stream; raises FileNotFoundError, `holding.FileWaits`, `holding.FileTakenAway`."""
    holding.require_open(sha256)
    return open_held(sha256)


def open_held(sha256: str) -> BinaryIO:
    """The same, of a file that waits: for the scanner alone."""
    file = _place(sha256).open("rb")
    head = file.read(HEAD)
    if head.startswith(MAGIC):
        return io.BufferedReader(Opened(file, sha256, head[len(MAGIC) :].strip().decode()), PIECE)  # type: ignore[return-value]
    file.seek(0)
    return file


def path_of(sha256: str) -> Path:
    """Where the stored bytes of a public file lie, for readers that need a path; raises FileNotFoundError."""
    holding.require_open(sha256)
    place = _place(sha256)
    if not place.is_file() or _is_sealed(place):
        raise FileNotFoundError(sha256)
    return place


def read(sha256: str) -> bytes:
    with open_file(sha256) as file:
        return file.read()


def forget(sha256: str) -> None:
    """Take a file away that no row names any more."""
    _place(sha256).unlink(missing_ok=True)


def clear_quarantine(age: float = 86400) -> int:
    """Take away what arrived and was never judged, because its process died; ``age`` in seconds. Returns how many."""
    old = [path for path in _folder("quarantine").iterdir() if wall_clock() - path.stat().st_mtime > age]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def seal_plain(public: frozenset[str] = frozenset()) -> Iterator[str]:
    """Seal, one by one, every file that still lies plain, but for the ``public`` ones; yields their SHA-256."""
    for path in sorted(_folder("files").glob("??/*")):
        if len(path.name) == 64 and path.name not in public and not _is_sealed(path):
            _seal(path, path, path.name)
            yield path.name


class Opened(io.RawIOBase):
    """A sealed file, read piece by piece; raises `InvalidTag` where it was touched."""

    def __init__(self, file: BinaryIO, sha256: str, cipher: str) -> None:
        self._file, self._sha, self._cipher, self._at = file, sha256, cipher, 0
        whole = file.seek(0, os.SEEK_END) - HEAD
        self._pieces = max(1, -(-whole // (PIECE + MORE)))
        self._size = whole - self._pieces * MORE
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._at >= self._size:
            return 0
        number, inside = divmod(self._at, PIECE)
        some = self._piece(number)[inside : inside + len(buffer)]
        buffer[: len(some)] = some
        self._at += len(some)
        return len(some)

    def _piece(self, number: int) -> bytes:
        if self._held[0] != number:
            self._file.seek(HEAD + number * (PIECE + MORE))
            blob = self._file.read(PIECE + MORE)
            last = number == self._pieces - 1
            self._held = (number, crypto.decrypt(_key(), blob, _purpose(self._sha, number, last), self._cipher))
        return self._held[1]

    def close(self) -> None:
        self._file.close()
        super().close()


def _seal(source: Path, target: Path, sha256: str) -> None:
    """Write the sealed file whole beside its place and move it there."""
    made, cipher = target.with_name(f".{uuid7()}"), crypto.cipher()
    with source.open("rb") as plain, made.open("xb") as file:
        file.write(MAGIC + cipher.encode().ljust(HEAD - len(MAGIC)))
        number, piece = 0, plain.read(PIECE)
        while True:
            after = plain.read(PIECE)
            file.write(crypto.encrypt(_key(), piece, _purpose(sha256, number, not after), cipher))
            if not after:
                break
            number, piece = number + 1, after
        file.flush()
        os.fsync(file.fileno())
    os.replace(made, target)


def _purpose(sha256: str, number: int, last: bool) -> str:
    return f"file {sha256} {number}{' last' if last else ''}"


def _key() -> bytes:
    secret = datakeys.secret(datakeys.HOUSE)
    assert secret is not None
    return secret


def _is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _place(sha256: str) -> Path:
    if len(sha256) != 64 or not all(c in "0123456789abcdef" for c in sha256):
        raise FileNotFoundError(sha256)
    return _folder("files") / sha256[:2] / sha256


def _folder(name: str) -> Path:
    folder = Path(settings.TONGBAN.home) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
