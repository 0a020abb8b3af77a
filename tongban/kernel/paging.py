"""Pages by key of rows that are newest first (按键翻页): where one ends, as a word in an address; what is behind it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q


def key(at: datetime, pk: Any) -> str:
    """The word for a row: its moment and its id, which decides between rows of one moment."""
    return f"{at.isoformat()}~{pk}"


def behind(field: str, after: str) -> Q:
    """What comes after the row that ``after`` names, by the moment in ``field``; everything when it names none."""
    at, _, pk = after.partition("~")
    try:
        moment, last = datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return Q()
    return Q(**{f"{field}__lt": moment}) | Q(**{field: moment}, pk__lt=last)
