"""Handing over within a test."""

from django.db import connection

from tongban.engines import tables
from tongban.kernel.actor import Actor
from tongban.watch.reporting import actions, kinds

SYSTEM = Actor.system()


def placed():
    """A test is one transaction, whose facts get their places only after it: it gives them places itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ledger_chain (position, seq, hash)"
            " select (select coalesce(max(position), 0) from ledger_chain) + row_number() over (order by seq),"
            " seq, hash from ledger_fact"
            " where seq not in (select seq from ledger_chain) order by seq"
        )


def out(since=0, **said):
    placed()
    return actions.hand_over(SYSTEM, since, **said)


def rows_of(batch, table, case):
    key = tables.table(table).key[0]
    return [row for row in batch.rows[table] if row[key] == case.number]


def put(directory, batch, form="csv"):
    for name, text in kinds.files(batch, form).items():
        (directory / name).write_bytes(text.encode())
