"""Salts are destroyed when whom they speak of is forgotten: a sealed digest without its salt cannot be guessed.

Facts carry ids and codes, often one of a handful, so whoever had the salt could try them all. What the log says of the
facts stays whole, and so do receipts that were handed out before: they hold their own salt.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger.actions import action, record
from tongban.registers.ledger.events import SaltsForgotten
from tongban.registers.ledger.log import ours

# Only what is sealed: before that the sealing process still needs its salt to write the same entry again.
SALTED = """
select f.subject, max(f.n) from ledger_salt s join ledger_fact f using (seq) join ledger_chain c using (seq)
where f.subject = any(%s) and f.kind <> %s and c.position <= %s group by f.subject order by f.subject
"""
DESTROY = """
delete from ledger_salt s using ledger_fact f
where f.seq = s.seq and f.subject = %s and f.n <= %s and f.kind <> %s
"""
HEAD = "select encode(hash, 'hex') from ledger_fact where subject = %s and n = %s"
FORGOTTEN = """
select f.subject, (w.said ->> 'until')::int, w.said ->> 'head' = encode(last.hash, 'hex')
from ledger_fact f cross join lateral (select f.line::json -> 'body' as said) w
left join ledger_fact last on last.subject = f.subject and last.n = (w.said ->> 'until')::int
where f.kind = %s
"""


def salted(subjects: Iterable[str]) -> dict[str, int]:
    """Those of some subjects whose sealed facts still have salts, with the number of the last one."""
    with connection.cursor() as cursor:
        cursor.execute(SALTED, [list(subjects), SaltsForgotten.kind, ours().head().size])
        return dict(cursor.fetchall())


@action
def forget_salts(actor: Actor, subject: str, until: int) -> int:
    """Destroy the salts of the first ``until`` facts of ``subject`` (销毁盐值); returns how many there were."""
    if not actor.is_system:
        raise NotAllowed
    with connection.cursor() as cursor:
        cursor.execute(DESTROY, [subject, until, SaltsForgotten.kind])
        gone = int(cursor.rowcount)
        cursor.execute(HEAD, [subject, until])
        (head,) = cursor.fetchone()
    record(actor, SaltsForgotten(subject, until, head))
    return gone


def forgotten() -> dict[str, int]:
    """Up to which fact of which subject salts may be missing; only where its chain is still what it was then."""
    with connection.cursor() as cursor:
        cursor.execute(FORGOTTEN, [SaltsForgotten.kind])
        found: dict[str, int] = {}
        for subject, until, right in cursor.fetchall():
            if right:
                found[subject] = max(until, found.get(subject, 0))
        return found
