"""How verbs of this room fetch and write rows: what is missing or taken becomes a refusal with a sentence."""

from __future__ import annotations

import re
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CharField, Model, SlugField
from psycopg.errors import UniqueViolation

from tongban.kernel.errors import Invalid
from tongban.registers.identity.errors import AlreadyRegistered, NotRegistered

Row = TypeVar("Row", bound=Model)
Key = UUID | str | int
SLUG = re.compile(r"[A-Za-z0-9_-]+")


def one(model: type[Row], key: Key, missing: str = "", beside: tuple[str, ...] = ()) -> Row:
    """The row under this key, together with those it names in ``beside``."""
    return _get(model, key, missing, lock=False, beside=beside)


def locked(model: type[Row], key: Key, missing: str = "") -> Row:
    """The row under this key, held until the verb's end."""
    return _get(model, key, missing, lock=True)


def _get(model: type[Row], key: Key, missing: str, *, lock: bool, beside: tuple[str, ...] = ()) -> Row:
    rows = model._default_manager.select_for_update() if lock else model._default_manager.select_related(*beside)
    try:
        return rows.get(pk=key)
    except (model.DoesNotExist, ValidationError, ValueError):  # type: ignore[attr-defined]
        raise NotRegistered(missing) from None


def create(row: Row, taken: str) -> Row:
    """Insert the row; a key that is in use refuses with ``taken``, a text that does not fit with a sentence."""
    _require_fitting(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise AlreadyRegistered(taken) from None
        raise
    return row


def _require_fitting(row: Model) -> None:
    problems = []
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if not isinstance(column, CharField) or not isinstance(value, str):
            continue
        if len(value) > (column.max_length or len(value)):
            problems.append((column.name, f"内容最多 {column.max_length} 个字符，现在有 {len(value)} 个。"))
        if "\x00" in value:
            problems.append((column.name, "内容中有看不见的控制字符，请删除后重新填写。"))
        if isinstance(column, SlugField) and not SLUG.fullmatch(value):
            problems.append((column.name, f"代码“{value}”只能由字母、数字、短横线和下划线组成。"))
    if problems:
        listed = [{"field": name, "sentence": sentence} for name, sentence in problems]
        raise Invalid("".join(sentence for _, sentence in problems), problems=listed)
