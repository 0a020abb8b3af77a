"""Asking the witnesses (见证) to cosign the newest head, and publishing it once enough of them did."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from tongban.engines.evidence import tree
from tongban.engines.evidence.notes import BadNote, Head, Note, Verifier, b64
from tongban.kernel.outbound import NoAnswer, NotThere, post
from tongban.registers.ledger.kinds import Breach
from tongban.registers.ledger.log import PUBLISHED, Log, ours

PATIENCE = 5.0  # seconds one witness may take


@dataclass
class Asked:
    """What one witness answered: its signature lines, or what went wrong, or what it found."""

    size: int
    lines: list[str]
    error: str = ""
    breach: str = ""


def cosign() -> list[Breach]:
    """One round: every witness is asked, enough signatures publish the head; returns what witnesses found wrong."""
    book, now = ours(), time.time()
    note = book.note()
    if note is None:
        return []
    head, known, breaches, lines = book.head(), dict(book.state.get("witnesses", {})), [], []
    for verifier, asked in _all(book, note, head, known):
        before = known.get(verifier.name, {})
        signed_at = now if asked.lines else before.get("at")
        known[verifier.name] = {"size": asked.size, "at": signed_at, "error": asked.error or asked.breach}
        lines += asked.lines
        if asked.breach:
            breaches.append(Breach(f"witness {verifier.name}", asked.breach))
    needed = min(settings.TONGBAN.witnesses_needed, len(settings.TONGBAN.witnesses))
    if len(lines) >= needed:
        book.write(PUBLISHED, str(note.having(lines)).encode(), once=False)
        book.tidy(head.size)
        book.note_down(witnesses=known, cosigned_at=now)
    else:
        book.note_down(witnesses=known)
    return breaches


def _all(book: Log, note: Note, head: Head, known: Mapping[str, Any]) -> Iterator[tuple[Verifier, Asked]]:
    """All witnesses side by side: one of seventeen that does not answer keeps the other sixteen from nothing."""
    chosen = {verifier.name: (verifier, address) for verifier, address in _witnesses()}

    def ask(verifier: Verifier, address: str) -> Asked:
        size = int(known.get(verifier.name, {}).get("size", 0))
        return _ask(book, note, head, verifier, address, min(size, head.size))

    with ThreadPoolExecutor(max(1, len(chosen)), "witness") as pool:
        answers = [(verifier, pool.submit(ask, verifier, address)) for verifier, address in chosen.values()]
        yield from ((verifier, answer.result()) for verifier, answer in answers)


def _witnesses() -> Iterator[tuple[Verifier, str]]:
    for one in settings.TONGBAN.witnesses:
        vkey, _, address = one.partition("@")
        yield Verifier.of(vkey), address.rstrip("/") + "/add-checkpoint"


def _ask(book: Log, note: Note, head: Head, verifier: Verifier, address: str, old: int) -> Asked:
    """Ask once; where the witness remembers another size, once more from there."""
    for _ in range(2):
        try:
            status, said = _posted(book, note, head, old, address)
        except (NoAnswer, NotThere) as error:
            return Asked(old, [], f"no answer: {error}")
        if status == 409:
            size = int(said) if said.strip().isdigit() else -1
            if size > head.size:
                told = f"has cosigned {size} entries, we hold {head.size}: the log was rolled back"
                return Asked(old, [], breach=told)
            if size == old:
                return Asked(old, [], breach=f"has cosigned another head of {size} entries: there are two histories")
            old = size
            continue
        if status == 422:
            told = f"the log does not continue what was cosigned at {old} entries: it was rewritten"
            return Asked(old, [], breach=told)
        return _taken(status, said, note, verifier, head.size, old)
    return Asked(old, [], "the witness answered 409 twice")


def _taken(status: int, said: str, note: Note, verifier: Verifier, size: int, old: int) -> Asked:
    if status != 200:
        return Asked(old, [], f"answered {status}: {said.strip()[:100]}")
    try:
        signed = Note.of(f"{note.text}\n{said}")
    except BadNote:
        return Asked(old, [], "answered without a signature")
    good = [line for line in signed.lines if Note(note.text, (line,)).signed_by(verifier) is not None]
    return Asked(size, good[:1]) if good else Asked(old, [], "the signature is not by this witness")


def _posted(book: Log, note: Note, head: Head, old: int, address: str) -> tuple[int, str]:
    proof = "".join(f"{b64(one)}\n" for one in tree.consistency(book.node, old, head.size))
    body = f"old {old}\n{proof}\n{note}".encode()
    # Who is asked stands in the operator's settings; witnesses of departments live in the city's own net.
    status, said = post(address, body, {"Content-Type": "text/plain"}, total=PATIENCE, private_ok=True)
    return status, said.decode(errors="replace")
