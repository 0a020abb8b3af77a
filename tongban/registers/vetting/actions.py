from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from tongban.kernel import holding, storage
from tongban.kernel.actor import Actor
from tongban.kernel.ids import uuid7
from tongban.registers.ledger.actions import action, record
from tongban.registers.vetting.errors import MalwareRefused, ScannerAway
from tongban.registers.vetting.events import MalwareFound
from tongban.registers.vetting.providers import Scanner, Silent
from tongban.registers.vetting.providers.clamd import Clamd

log = logging.getLogger(__name__)
PIECE = 1 << 16


def scanner() -> Scanner | None:
    """The city's scanner; None where there is none."""
    return _scanner(settings.TONGBAN.scanner) if settings.TONGBAN.scanner else None


@lru_cache(maxsize=1)
def _scanner(address: str) -> Scanner:
    return Clamd(address)


def vet(actor: Actor, arrived: storage.Quarantined, holder: str, what: str, *, may_wait: bool = True) -> bool:
    """Show a file that arrived to the scanner (安全检查); True: nobody could say, it waits unread (`holding`).

    Raises `MalwareRefused`, with the finding on record, and `ScannerAway` where what was not looked at is not taken.
    The file itself is its caller's to discard.
    """
    asked = scanner()
    if asked is None:
        return False
    try:
        found = asked.look(_pieces(arrived.path))
    except Silent as why:
        log.warning("the scanner is silent: %s", why)
        if holding.state(arrived.sha256) == holding.FOUND:
            raise MalwareRefused from None  # the same file once more
        if may_wait and settings.TONGBAN.scanner_down == "wait":
            return True
        raise ScannerAway from None
    if not found:
        return False
    _note(actor, holder, what, arrived.sha256, arrived.size, found)
    raise MalwareRefused


def vet_again(sha256: str, holders: list[tuple[str, str]]) -> str:
    """Show a file that waits to the scanner: "clean", "found" or "silent". ``holders``: whose it is, and as what.

    A found one is taken away at once; its place remembers why.
    """
    asked = scanner()
    try:
        found = asked.look(_again(sha256)) if asked is not None else ""
    except Silent:
        return "silent"
    if not found:
        holding.release(sha256)
        return "clean"
    size = sum(len(piece) for piece in _again(sha256))
    for holder, what in holders or [("", "")]:
        _note(Actor.system("文件安全检查"), holder, what, sha256, size, found, late=True)
    holding.condemn(sha256)
    storage.forget(sha256)
    return "found"


@action
def _note(actor: Actor, holder: str, what: str, sha256: str, size: int, signature: str, late: bool = False) -> None:
    """On record whatever becomes of the upload: whose, as what, its digest, and what the scanner calls it."""
    record(actor, MalwareFound(f"finding/{uuid7()}", holder, what, sha256, size, signature, late))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _again(sha256: str) -> Iterator[bytes]:
    with storage.open_held(sha256) as file:
        while piece := file.read(PIECE):
            yield piece
