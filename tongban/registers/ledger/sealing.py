"""What the clock does to the ledger: give new facts their place in the global order, seal them in the public log.

Not verbs: nobody asks for them and they change nothing that was written, they only bind it.
"""

from __future__ import annotations

import os
import time as real
from collections.abc import Iterator, Sequence
from datetime import UTC

from django.db import connection, transaction

from tongban.engines.evidence.notes import Head, Note
from tongban.registers.ledger import kinds, log
from tongban.registers.ledger.errors import Damaged

BATCH = 4096

ROWS = """
select c.position, f.seq, f.subject, f.n, f.kind, f.at, f.line, s.salt
from ledger_chain c left join ledger_fact f using (seq) left join ledger_salt s using (seq)
where c.position > %s order by c.position limit %s
"""


def put_in_order() -> int:
    """Chain the facts that no running transaction can overtake any more; returns how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select ledger_order()")
        return int(cursor.fetchone()[0])


def seal() -> Head:
    """Bring every fact that has a place into the log and sign its head; returns the head. May be killed at any moment.

    Salts are committed before anything is written, so that a second try writes the very same files. Raises `Damaged`
    and signs nothing when what stands in the log does not lead to the head signed last.
    """
    book, key = log.ours(), log.signer()
    with book.held():
        before = book.head()
        if before.size and book.root(before.size) != before.root:
            raise Damaged("log/tile", "the tiles do not lead to the head signed last")
        put_in_order()
        size = before.size
        for entries in _new_entries(size):
            size = book.add(size, entries)
        head = Head(key.name, size, book.root(size))
        if size > before.size or book.note() is None:
            book.write(log.SIGNED, str(Note(head.text, (key.line(head.text),))).encode(), once=False)
        book.note_down(sealed_at=real.time(), size=size)
        return head


def _new_entries(size: int) -> Iterator[list[bytes]]:
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(ROWS, [size, BATCH])
            places = cursor.fetchall()
            salts = _salted(cursor, [(seq, salt) for _, seq, *_, salt in places])
        if not places:
            return
        if [place for place, *_ in places] != list(range(size + 1, size + 1 + len(places))):
            raise Damaged(f"place {size + 1} of the global order", "is missing")
        yield [_entry(row, salts) for row in places]
        size += len(places)


def _salted(cursor: object, found: Sequence[tuple[int, bytes | None]]) -> dict[int, bytes]:
    made = [(seq, os.urandom(16)) for seq, salt in found if salt is None and seq is not None]
    cursor.executemany("insert into ledger_salt (seq, salt) values (%s, %s)", made)  # type: ignore[attr-defined]
    return {**{seq: bytes(salt) for seq, salt in found if salt is not None}, **dict(made)}


def _entry(row: tuple, salts: dict[int, bytes]) -> bytes:  # type: ignore[type-arg]
    place, seq, subject, n, kind, at, line, _ = row
    if line is None:
        raise Damaged(f"place {place} of the global order", "its fact is gone before it was sealed")
    digest = kinds.digest(salts[seq], line)
    return kinds.entry(seq=seq, subject=subject, n=n, kind=kind, at=at.astimezone(UTC).isoformat(), digest=digest)
