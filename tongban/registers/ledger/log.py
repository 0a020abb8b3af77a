"""The log on disk (C2SP tlog-tiles): bundles of entries, tiles of hashes, the signed head. Tiles never change.

Whoever reads needs this folder and no database; whoever signs needs the key besides, which lies in another folder.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import secrets
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from tongban.engines.evidence import notes, tiles, tree
from tongban.kernel.durable import make_secret, write_whole
from tongban.registers.ledger.errors import Damaged

SIGNED, PUBLISHED, VKEY, STATE = "signed", "checkpoint", "vkey", "state.json"


class Log:
    """One log below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tile = lru_cache(maxsize=512)(self._read)

    # What stands there

    @property
    def verifier(self) -> notes.Verifier | None:
        """Who signs the log's heads; None before it was founded."""
        path = self.folder / VKEY
        return notes.Verifier.of(path.read_text()) if path.exists() else None

    def note(self, name: str = SIGNED) -> notes.Note | None:
        """The newest head: ``signed`` by us, or as ``checkpoint`` published with the witnesses' signatures."""
        path = self.folder / name
        return notes.Note.of(path.read_text()) if path.exists() else None

    def head(self, name: str = SIGNED) -> notes.Head:
        """The newest head, checked against the log's key; of an empty log before anything was sealed."""
        verifier = self.verifier
        if verifier is None:
            return notes.Head("", 0, tree.EMPTY)
        note = self.note(name)
        if note is None:
            return notes.Head(verifier.name, 0, tree.EMPTY)
        if note.signed_by(verifier) is None:
            raise Damaged(f"log/{name}", "the head is not signed by the log's key")
        return notes.Head.of(note.text)

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree, from the tile it lies in."""
        tier, rest = divmod(level, tiles.LEVELS)
        first = index << rest
        row = self._tile(tier, first // tiles.WIDTH)
        at = first % tiles.WIDTH
        if at + (1 << rest) > len(row):
            self._tile.cache_clear()  # the tile has grown since
            row = self._tile(tier, first // tiles.WIDTH)
        if at + (1 << rest) > len(row):
            raise Damaged(tiles.path(tier, first // tiles.WIDTH), "the tile does not reach as far as the signed head")
        return tree.complete(row[at : at + (1 << rest)])

    def root(self, size: int) -> bytes:
        return tree.root(self.node, size)

    def bundle(self, index: int, width: int) -> tuple[list[bytes], list[bytes]]:
        """The entries of a bundle and the hashes of its tile, the first ``width`` of each."""
        try:
            entries = tiles.unbundle(self._blob("entries", index))
        except ValueError:
            raise Damaged(tiles.path("entries", index), "the bundle of entries is cut") from None
        hashes = self._read(0, index)
        if len(entries) < width or len(hashes) < width:
            raise Damaged(tiles.path(0, index), "the tile does not reach as far as the signed head")
        return entries[:width], hashes[:width]

    def _read(self, level: int, index: int) -> list[bytes]:
        try:
            return tiles.hashes(self._blob(level, index))
        except ValueError:
            raise Damaged(tiles.path(level, index), "the tile is cut") from None

    def _blob(self, level: int | str, index: int) -> bytes:
        """The full tile, or the widest partial one."""
        full = self.folder / tiles.path(level, index)
        with contextlib.suppress(FileNotFoundError):
            return full.read_bytes()
        parts = full.with_name(full.name + ".p")
        widths = sorted((int(one.name) for one in parts.glob("[0-9]*") if one.name.isdigit()), reverse=True)
        for width in widths:
            return (parts / str(width)).read_bytes()
        raise Damaged(tiles.path(level, index), "the tile is missing")

    # What is added

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Only one at a time adds to a log."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def add(self, old: int, entries: Sequence[bytes]) -> int:
        """Write ``entries`` after the first ``old``: bundles and tiles of every level; returns the new size."""
        new = old + len(entries)
        for index, before, after in tiles.spans(old, new):
            first = index * tiles.WIDTH + before - old
            kept = tiles.unbundle(self._blob("entries", index))[:before] if before else []
            blob = tiles.bundle([*kept, *entries[first : first + after - before]])
            self.write(tiles.path("entries", index, after), blob)
        level, added, before_size, after_size = 0, [tree.leaf(one) for one in entries], old, new
        while after_size > before_size:
            full = []
            for index, before, after in tiles.spans(before_size, after_size):
                first = index * tiles.WIDTH + before - before_size
                row = [*(self._read(level, index)[:before] if before else []), *added[first : first + after - before]]
                self.write(tiles.path(level, index, after), b"".join(row))
                if after == tiles.WIDTH:
                    full.append(tree.complete(row))
            level, added = level + 1, full
            before_size, after_size = before_size // tiles.WIDTH, after_size // tiles.WIDTH
        self._tile.cache_clear()
        return new

    def write(self, name: str, blob: bytes, *, once: bool = True) -> None:
        """Write a whole file or none; with ``once`` what stands there already must be the same."""
        path = self.folder / name
        if once and path.exists():
            if path.read_bytes() != blob:
                raise Damaged(name, "another tile stands where this one belongs")
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, blob)

    def tidy(self, size: int) -> None:
        """Partial tiles whose full one stands below the published head are not needed any more."""
        counts: dict[int | str, int] = {tier: size >> (8 * (tier + 1)) for tier in range(4)}
        for name, count in {"entries": counts[0], **counts}.items():
            for index in range(max(0, count - 2), count):
                parts = self.folder / (tiles.path(name, index) + ".p")
                for one in parts.glob("*") if parts.exists() else ():
                    one.unlink()

    # What is known about it

    @property
    def state(self) -> dict[str, Any]:
        """What sealing, witnesses and comparing last saw; empty before the first round."""
        try:
            return dict(json.loads((self.folder / STATE).read_text()))
        except (FileNotFoundError, ValueError):
            return {}

    def note_down(self, **news: Any) -> None:
        text = json.dumps({**self.state, **news}, ensure_ascii=False, indent=1)
        self.write(STATE, text.encode(), once=False)


def ours() -> Log:
    """The log of this installation."""
    return Log(settings.TONGBAN.log_home)


def signer() -> notes.Signer:
    """The key of the log, made at first use: only the process that seals may read its folder (TONGBAN_SEAL_HOME)."""
    path = Path(settings.TONGBAN.seal_home) / "log.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{settings.TONGBAN.log_name}/{secrets.token_hex(4)}"  # another founding is another log
        make_secret(path, f"{name} {secrets.token_hex(32)}\n")
    name, secret = path.read_text().split()
    found = notes.Signer(name, notes.LOG, bytes.fromhex(secret))
    log = ours()
    if log.verifier is None:
        log.folder.mkdir(parents=True, exist_ok=True)
        log.write(VKEY, f"{found.verifier}\n".encode())
    elif log.verifier != found.verifier:
        raise Damaged("log/vkey", "the log was founded with another key")
    return found
