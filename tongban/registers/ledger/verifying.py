"""Is the record whole? Every chain recomputed from the stored lines, then held against the sealed log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import rfc8785
from django.db import connection

from tongban.registers.ledger.comparing import breaches
from tongban.registers.ledger.errors import Tampered
from tongban.registers.ledger.kinds import Verdict
from tongban.registers.ledger.log import ours
from tongban.registers.ledger.models import FactRow


def verify_subject(subject: str) -> int:
    """Recompute the chain of one subject; returns how many facts it has, raises `Tampered` as `verify` does."""
    return _verify_subjects(subject)


def verify() -> Verdict:
    """Recompute every chain from the stored lines; raises `Tampered` naming the first row that was not so written."""
    facts = _verify_subjects()
    chained = _verify_order()
    for breach in breaches():
        raise Tampered(breach.where, breach.sentence)
    return Verdict(facts=facts, ordered=chained, sealed=ours().head().size)


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
