"""How judged rows become versions: in one stroke for many, the same way for one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from tongban.kernel import time
from tongban.registers.inventory.kinds import BASIC, Judged
from tongban.registers.inventory.models import Entry, Run, Version

ONE_AT_A_TIME = 77030  # entries are numbered in the order in which they are written
DESCRIBED = (
    "catalog_code", "task_code", "item_code", "title", "task_type", "dept_code", "dept_name", "state", "number",
    "digest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """Where versions come from: a person with a reason, or a run, row by row."""

    by: str
    reason: str
    run: Run | None = None


def one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def digest_of(elements: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(elements, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def digest_of_all(digests: Sequence[str]) -> str:
    """One digest over those of several versions, in the order in which they were written; "" for none."""
    return hashlib.sha256("".join(digests).encode()).hexdigest() if digests else ""


def known(judged: Iterable[Judged]) -> dict[tuple[str, str], Entry]:
    """The entries these rows speak of that are there already."""
    by_table: dict[str, set[str]] = {}
    for one in judged:
        by_table.setdefault(one.table, set()).add(one.key)
    return {
        (row.table, row.key): row
        for table, keys in by_table.items()
        for row in Entry.objects.filter(table=table, key__in=keys)
    }


def land(
    rows: Sequence[tuple[int | None, Judged]], source: Source, entries: dict[tuple[str, str], Entry]
) -> list[Version]:
    """Write a version for each row; ``entries`` are those known, and afterwards also those made."""
    fresh, before = [], []
    for _, one in rows:
        entry = entries.get((one.table, one.key))
        if entry is None:
            entry = entries[one.table, one.key] = Entry(table=one.table, key=one.key)
            fresh.append(entry)
        else:
            entry.number += 1
            before.append(entry)
        _describe(entry, one)
    Entry.objects.bulk_create(fresh)
    Entry.objects.bulk_update(before, DESCRIBED)
    now, today = time.now(), time.today()
    return Version.objects.bulk_create(
        [_version(entries[one.table, one.key], one, place, source, now, today) for place, one in rows]
    )


def _version(entry: Entry, one: Judged, place: int | None, source: Source, now: datetime, today: date) -> Version:
    return Version(
        entry=entry, number=entry.number, elements=dict(one.elements), digest=entry.digest, state=entry.state,
        in_force_from=one.effective or today, in_force_to=one.ending, reason=source.reason, run=source.run, row=place,
        recorded_at=now, recorded_by=source.by,
    )  # fmt: skip


def _describe(entry: Entry, one: Judged) -> None:
    """What lists find an entry by is what its newest version says."""
    said = one.elements
    entry.catalog_code = said.get("catalog_code", "")
    entry.task_code = said.get("task_code") or (said.get("local_task_code", "") if one.table == BASIC else "")
    entry.item_code = said.get("task_handle_item", "")
    entry.title, entry.task_type, entry.state = one.title, said.get("task_type", ""), one.state
    entry.dept_code, entry.dept_name = said.get("dept_code", ""), said.get("dept_name", "")
    entry.digest = digest_of(one.elements)
