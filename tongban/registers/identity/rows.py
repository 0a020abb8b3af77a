"""How verbs of this room fetch and write rows: what is missing or taken becomes a refusal with a sentence."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from psycopg.errors import UniqueViolation

from tongban.registers.identity.errors import AlreadyRegistered, NotRegistered

Row = TypeVar("Row", bound=Model)
Key = UUID | str | int


def one(model: type[Row], key: Key, missing: str = "") -> Row:
    """The row under this key."""
    return _get(model, key, missing, lock=False)


def locked(model: type[Row], key: Key, missing: str = "") -> Row:
    """The row under this key, held until the verb's end."""
    return _get(model, key, missing, lock=True)


def _get(model: type[Row], key: Key, missing: str, *, lock: bool) -> Row:
    rows = model._default_manager.select_for_update() if lock else model._default_manager.all()
    try:
        return rows.get(pk=key)
    except (model.DoesNotExist, ValidationError, ValueError):  # type: ignore[attr-defined]
        raise NotRegistered(missing) from None


def create(row: Row, taken: str) -> Row:
    """Insert the row; a key that is in use refuses with ``taken``."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise AlreadyRegistered(taken) from None
        raise
    return row
