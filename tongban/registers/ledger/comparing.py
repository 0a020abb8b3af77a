"""The database held against the sealed log, place by place: what does not fit is named, all of it.

Who can write any row cannot write the log: it is files that another process signs and witnesses have cosigned.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connection

from tongban.engines.evidence import tiles, tree
from tongban.registers.ledger import kinds, salts
from tongban.registers.ledger.errors import Tampered
from tongban.registers.ledger.events import SaltsForgotten
from tongban.registers.ledger.kinds import Breach
from tongban.registers.ledger.log import PUBLISHED, Log, ours

LATE = 60  # seconds after which a fact must stand in the log
MOST = 50  # named at once: whoever rewrote everything is not told a million times
STEP = 16 * tiles.WIDTH

ROWS = """
select c.position, c.seq, f.subject, f.n, f.kind, f.at, f.principal, f.line, s.salt
from ledger_chain c left join ledger_fact f using (seq) left join ledger_salt s using (seq)
where c.position > %s and c.position <= %s order by c.position
"""
# Recomputed where the rows are: a fact that was slipped in has to fit its subject before it is sealed as well.
CHAINS = """
select seq, subject, n from (
  select seq, subject, n, at, prev, hash, line,
         lag(hash) over w as before, lag(n) over w as number, lag(at) over w as earlier
  from ledger_fact window w as (partition by subject order by n)) f
where prev <> coalesce(before, ''::bytea) or n <> coalesce(number, 0) + 1
   or (%s and at < earlier - interval '5 minutes')
   or hash <> sha256(prev || convert_to(n::text || E'\\n' || line, 'UTF8'))
order by seq limit 50
"""
UNSEALED = """
select f.seq, f.subject, f.n, f.kind from ledger_fact f left join ledger_chain c using (seq)
where (c.position is null or c.position > %s) and f.xid < pg_snapshot_xmin(pg_current_snapshot()) and f.seq <= %s
order by f.seq limit 50
"""


def breaches(*, full: bool = True, until: int | None = None) -> Iterator[Breach]:
    """Everything that is not as it was sealed. ``until`` is a fact that must stand in the log by now, if any must."""
    book = ours()
    try:
        yield from _guards()
        size = yield from _heads(book)
        yield from _unsealed(size, until)
        if full:
            yield from _places(book, size)
            yield from _chains()
    except Tampered as found:
        where = found.where
        yield Breach(where, str(found).removeprefix(f"{where}: "))


def _heads(book: Log) -> Any:
    head = book.head()
    if head.size and book.root(head.size) != head.root:
        yield Breach("log/tile", "the tiles do not lead to the signed head")
    shown = book.head(PUBLISHED)
    if shown.size > head.size or (shown.size and book.root(shown.size) != shown.root):
        yield Breach("log/checkpoint", "the published head is not one of this log")
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(max(position), 0) from ledger_chain")
        places = int(cursor.fetchone()[0])
    if places < head.size:
        sentence = f"ends at place {places}, but {head.size} are sealed: the database is an older one, or was cut"
        yield Breach("the global order", sentence)
    return head.size


def _unsealed(size: int, until: int | None) -> Iterator[Breach]:
    if until is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED, [size, until])
        for seq, subject, n, kind in cursor.fetchall():
            yield Breach(f"fact {seq} ({subject} no. {n}, {kind})", f"was not sealed within {LATE} s")


def _places(book: Log, size: int) -> Iterator[Breach]:
    told, unsalted = 0, salts.forgotten()
    for start in range(0, size, STEP):
        end = min(size, start + STEP)
        with connection.cursor() as cursor:
            cursor.execute(ROWS, [start, end])
            rows = {row[0]: row[1:] for row in cursor.fetchall()}
        for place, entry, hashed in _sealed(book, start, end):
            if tree.leaf(entry) != hashed:
                where = f"log/{tiles.path('entries', place // tiles.WIDTH)}"
                yield Breach(where, f"entry {place} is not what was sealed")
                continue
            said = json.loads(entry)
            for sentence in _differences(said, rows.get(place + 1), unsalted.get(said["subject"], 0)):
                yield Breach(_name(said), sentence)
                told += 1
            if told >= MOST:
                return


def _sealed(book: Log, start: int, end: int) -> Iterator[tuple[int, bytes, bytes]]:
    for index in range(start // tiles.WIDTH, -(-end // tiles.WIDTH)):
        first = index * tiles.WIDTH
        entries, hashes = book.bundle(index, min(tiles.WIDTH, end - first))
        for i, (entry, hashed) in enumerate(zip(entries, hashes, strict=True)):
            yield first + i, entry, hashed


def _name(said: dict[str, Any]) -> str:
    return f"fact {said['seq']} ({said['subject']} no. {said['n']}, {said['kind']})"


def _differences(said: dict[str, Any], row: tuple[Any, ...] | None, unsalted: int) -> Iterator[str]:
    """What a row says otherwise than the sealed entry; up to fact ``unsalted`` salts were lawfully destroyed."""
    if row is None:
        yield "has lost its place in the global order"
        return
    seq, subject, n, kind, at, principal, line, salt = row
    if seq != said["seq"]:
        yield f"its place in the global order was given to fact {seq}"
        return
    if line is None:
        yield f"was sealed ({said['at']}) and is gone"
        return
    kept = {"subject": subject, "n": n, "kind": kind, "at": at.astimezone(UTC).isoformat()}
    for column, value in kept.items():
        if value != said[column]:
            yield f"column {column} says {value}, sealed was {said[column]}"
    if salt is None and said["n"] <= unsalted and said["kind"] != SaltsForgotten.kind:
        return  # its content is bound by the chain that the forgetting named
    if salt is None:
        yield "its salt is gone: nobody can prove any more what it said"
    elif kinds.digest(bytes(salt), line) != said["digest"]:
        yield "the content is not what was sealed"
    else:
        actor = json.loads(line)["actor"]
        if principal != f"{actor['kind']}/{actor.get('id', '')}":
            yield "column principal differs from the written line"


def _chains() -> Iterator[Breach]:
    with connection.cursor() as cursor:
        cursor.execute(CHAINS, [not settings.TONGBAN.demo])  # the demo's clock is moved about
        for seq, subject, n in cursor.fetchall():
            yield Breach(f"fact {seq} ({subject} no. {n})", "does not continue the fact before it as it was written")


def _guards() -> Iterator[Breach]:
    """The functions and triggers that keep the record are those of this release."""
    first, hush, sealing = (
        import_module(f"tongban.registers.ledger.migrations.{name}")
        for name in ("0001_facts", "0003_hush", "0004_sealing")
    )
    append = hush.BEFORE.APPEND.replace("{news}", hush.HUSHED)
    written = {"ledger_append": append, "ledger_order": first.ORDER, "ledger_closed": first.GUARDS}
    written["ledger_salt_kept"] = sealing.SALTS
    with connection.cursor() as cursor:
        cursor.execute("select proname, prosrc from pg_proc where proname = any(%s)", [list(written)])
        standing = dict(cursor.fetchall())
        cursor.execute(
            "select c.relname, t.tgenabled from pg_class c "
            "left join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal "
            "where c.relname in ('ledger_fact', 'ledger_chain', 'ledger_salt') and c.relkind = 'r'"
        )
        triggers = cursor.fetchall()
    for name, text in written.items():
        if standing.get(name) != text.split("$$")[1]:
            yield Breach(f"function {name}", "is not the one of this release: facts may be lost or changed unseen")
    for table, enabled in triggers:
        if enabled not in ("O", b"O"):
            yield Breach(f"table {table}", "its guard against changes is switched off")
