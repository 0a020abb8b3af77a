"""Sealing what lies plain or under a former key, while the house is open: short batches that may be stopped.

What is done is recognised by what it holds. Rows that somebody is writing are passed over and found at the next round;
the verbs of others never wait for more than one batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db import connection, transaction

from tongban.kernel import crypto
from tongban.kernel.sealed import Sealed, SealedJSON, SealedName, SealedText


@cache
def columns() -> tuple[Sealed, ...]:
    """Every sealed column of the house."""
    fields = (field for model in apps.get_models() for field in model._meta.local_fields)
    return tuple(field for field in fields if isinstance(field, Sealed))


def reseal(field: Sealed, batch: int = 200) -> Iterator[int]:
    """Seal the column's former values; yields how many rows each short transaction took."""
    while rows := _resealed(field, batch):
        yield rows


def remaining(field: Sealed) -> int:
    """Rows that are still plain or sealed with a former key."""
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {_table(field)} where {_old(field)}", [_wanted()])  # noqa: S608 our models
        return int(cursor.fetchone()[0])


@transaction.atomic
def _resealed(field: Sealed, batch: int) -> int:
    model, column, key = field.model, _name(field.column), _name(field.model._meta.pk.column)
    table, old = _table(field), _old(field)
    with connection.cursor() as cursor:
        asked = f"select {key} from {table} where {old} limit %s for update skip locked"  # noqa: S608 our models
        cursor.execute(asked, [_wanted(), batch])
        rows = model._base_manager.filter(pk__in=[pk for (pk,) in cursor.fetchall()])
        written = [(field.get_db_prep_save(field.pre_save(row, False), connection), row.pk) for row in rows]
        cursor.executemany(f"update {table} set {column} = %s where {key} = %s", written)  # noqa: S608 our models
    return len(written)


def _old(field: Sealed) -> str:
    column = _name(field.column)
    if isinstance(field, SealedText):
        return f"length({column}) > 0 and encode(substring({column} from 1 for 5), 'escape') not like %s"
    if isinstance(field, SealedJSON):
        some = f"{column} is not null and {column}::text not in ('null', '{{}}', '[]')"
        return f"{some} and {column}::text not like '\"' || %s"
    public = f" and {_name(field.owner)} not like 'organisation/%%'" if isinstance(field, SealedName) else ""
    return f"{column} <> ''{public} and {column} not like %s"


def _wanted() -> str:
    return f"{crypto.cipher()}:@%"


def _table(field: Sealed) -> str:
    return _name(field.model._meta.db_table)


def _name(name: str | None) -> str:
    return str(connection.ops.quote_name(str(name)))
