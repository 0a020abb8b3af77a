"""A wire over files: events into out/, acts from in/, then to done/ or bad/. A file appears whole or not at all.

Every message is `<name>.json` with its signature beside it in `<name>.json.sig` (three header lines). The signature is
written first and the message last, so whoever sees a message can check it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from tongban.kernel.durable import write_whole
from tongban.registers.exchange.kinds import LONGEST_BODY
from tongban.registers.exchange.providers import Parcel, Unreachable

PLACES = ("out", "in", "done", "bad")


def root(code: str) -> Path:
    """Where an endpoint's four folders stand; a network drive is mounted or linked there."""
    return Path(settings.TONGBAN.home) / "exchange" / code


@dataclass(frozen=True)
class Found:
    """A file that lies in in/."""

    path: Path
    body: bytes
    headers: dict[str, str]


class FolderWire:
    """A department's system that reads and writes files."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def prepare(self) -> None:
        for name in PLACES:
            (self.place / name).mkdir(parents=True, exist_ok=True)

    def hand_over(self, parcel: Parcel) -> str:
        name = f"{parcel.order:012d}-{parcel.key}.json"
        try:
            self.prepare()
            signed = "".join(f"{key}: {value}\n" for key, value in parcel.headers.items()).encode()
            write_whole(self.place / "out" / f"{name}.sig", signed)
            write_whole(self.place / "out" / name, parcel.body)
        except OSError as error:
            raise Unreachable(f"{type(error).__name__}: {error}"[:200]) from None
        return f"out/{name}"[:120]

    def waiting(self, limit: int = 200) -> Iterator[Found]:
        """What lies in in/ with its signature beside it, by name."""
        folder = self.place / "in"
        names = sorted(path.name for path in folder.glob("*.json")) if folder.is_dir() else []
        for name in names[:limit]:
            path, beside = folder / name, folder / f"{name}.sig"
            if path.is_symlink() or not path.is_file() or not beside.is_file() or beside.is_symlink():
                continue
            with path.open("rb") as file:
                body = file.read(LONGEST_BODY + 1)
            with beside.open("rb") as file:
                lines = file.read(4096).decode(errors="replace").splitlines()
            headers = dict(line.split(": ", 1) for line in lines if ": " in line)
            yield Found(path, body, headers)

    def put_away(self, found: Found, well: bool, answer: dict[str, Any]) -> None:
        """Move a file where it belongs, with our answer beside it."""
        target = self.place / ("done" if well else "bad")
        name = found.path.name
        write_whole(target / f"{name}.answer", json.dumps(answer, ensure_ascii=False, indent=1).encode())
        os.replace(found.path.with_name(f"{name}.sig"), target / f"{name}.sig")
        os.replace(found.path, target / name)
