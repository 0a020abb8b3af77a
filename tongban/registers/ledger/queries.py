"""Questions to the ledger: what happened to a subject, and whether the record is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import rfc8785
from cryptography.exceptions import InvalidSignature
from django.db import connection

from tongban.kernel.facts import Fact, revive
from tongban.registers.ledger.errors import Tampered
from tongban.registers.ledger.kinds import Verdict, checkpoint_text
from tongban.registers.ledger.models import ChainRow, Checkpoint, FactRow
from tongban.registers.ledger.signer import public_key


@dataclass(frozen=True)
class UnknownFact(Fact):
    """A fact of a kind this release does not know."""


def fact(seq: int) -> Fact:
    """Fact number ``seq`` as its room declared it."""
    row = FactRow.objects.get(seq=seq)
    return revive(row.kind, row.subject, row.body, row.seq) or UnknownFact(row.subject)


def timeline(subject: str) -> list[FactRow]:
    """What happened to ``subject``, oldest first."""
    return list(FactRow.objects.filter(subject=subject).order_by("n"))


def of_kind(subject: str, kind: str) -> list[FactRow]:
    """What of one kind happened to ``subject``, oldest first."""
    return list(FactRow.objects.filter(subject=subject, kind=kind).order_by("n"))


def last(subject: str) -> int:
    """The number of the newest fact of ``subject``; 0 before anything happened."""
    return FactRow.objects.filter(subject=subject).order_by("-n").values_list("seq", flat=True).first() or 0


def timelines(subjects: Iterable[str]) -> list[FactRow]:
    """What happened to several subjects, in the order of their numbers."""
    return list(FactRow.objects.filter(subject__in=list(subjects)).order_by("seq"))


def recent(kind: str = "", before: int | None = None, limit: int = 50) -> list[FactRow]:
    """The newest facts, paged by number."""
    rows = FactRow.objects.order_by("-seq")
    if kind:
        rows = rows.filter(kind=kind)
    if before:
        rows = rows.filter(seq__lt=before)
    return list(rows[:limit])


def in_order(after: int = 0, limit: int = 1000) -> list[tuple[int, FactRow]]:
    """Facts with their places in the global order, from the place after ``after``: skips none, repeats none."""
    chain = ChainRow.objects.filter(position__gt=after).order_by("position")
    places = list(chain.values_list("position", "seq")[:limit])
    rows = FactRow.objects.in_bulk([seq for _, seq in places])
    return [(position, rows[seq]) for position, seq in places]


def verify_subject(subject: str) -> int:
    """Recompute the chain of one subject; returns how many facts it has, raises `Tampered` as `verify` does."""
    return _verify_subjects(subject)


def verify() -> Verdict:
    """Recompute every chain from the stored lines; raises `Tampered` naming the first row that was not so written."""
    facts = _verify_subjects()
    chained = _verify_order()
    checkpoints = 0
    for mark in Checkpoint.objects.order_by("position"):
        head = ChainRow.objects.filter(position=mark.position).values_list("hash", flat=True).first()
        where = f"checkpoint {mark.position}"
        if head is None or bytes(head) != bytes(mark.head):
            raise Tampered(where, "the signed head is not the head of the facts")
        try:
            public_key().verify(bytes(mark.signature), checkpoint_text(mark.position, bytes(mark.head), mark.at))
        except InvalidSignature:
            raise Tampered(where, "the signature is not ours") from None
        checkpoints += 1
    return Verdict(facts=facts, ordered=chained, checkpoints=checkpoints)


def _verify_subjects(only: str = "") -> int:
    count, subject, prev, n = 0, "", b"", 0
    rows = FactRow.objects.filter(subject=only) if only else FactRow.objects.all()
    for row in rows.order_by("subject", "n").iterator(chunk_size=5000):
        if row.subject != subject:
            subject, prev, n = row.subject, b"", 0
        n += 1
        where = f"fact {row.seq} ({row.subject} no. {row.n})"
        if row.n != n:
            raise Tampered(where, f"number {n} of this subject is missing")
        if bytes(row.prev) != prev:
            raise Tampered(where, "does not follow the fact before it")
        prev = hashlib.sha256(prev + f"{n}\n{row.line}".encode()).digest()
        if bytes(row.hash) != prev:
            raise Tampered(where, "the content is not what was written")
        _verify_columns(row, where)
        count += 1
    return count


def _verify_columns(row: FactRow, where: str) -> None:
    """The searchable columns say what the hashed line says."""
    line = row.content
    said = {**line, "principal": f"{line['actor']['kind']}/{line['actor'].get('id', '')}"}
    kept = {"subject": row.subject, "kind": row.kind, "at": row.at.isoformat(), "principal": row.principal}
    for name, value in kept.items():
        if said[name] != value:
            raise Tampered(where, f"column {name} differs from the written line")
    if rfc8785.dumps(line).decode() != row.line:
        raise Tampered(where, "the line is not in canonical form")


def _verify_order() -> int:
    head, position = b"", 0
    for place, seq, kept, hashed in _places():
        position += 1
        if place != position:
            raise Tampered(f"place {position} of the global order", "is missing")
        if hashed is None:
            raise Tampered(f"fact {seq}", "stood in the global order and is gone")
        head = hashlib.sha256(head + hashed).digest()
        if kept != head:
            raise Tampered(f"fact {seq}", "its place in the global order does not fit its content")
    return position


def _places() -> Iterator[tuple[int, int, bytes, bytes | None]]:
    start = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "select c.position, c.seq, c.hash, f.hash from ledger_chain c left join ledger_fact f using (seq) "
                "where c.position > %s order by c.position limit 5000",
                [start],
            )
            rows = cursor.fetchall()
        if not rows:
            return
        for place, seq, kept, hashed in rows:
            yield place, seq, bytes(kept), None if hashed is None else bytes(hashed)
        start = rows[-1][0]
