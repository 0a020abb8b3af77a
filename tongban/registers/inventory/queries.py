"""Questions to the inventory: entries and their versions, runs, quarantine, rows on their way out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from tongban.engines.tables.catalogue import LIBRARY_TABLES
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.inventory import permits
from tongban.registers.inventory.errors import NoSuchEntry
from tongban.registers.inventory.kinds import BASIC, DIRECTORY, Change, title_of
from tongban.registers.inventory.models import Entry, Held, Run, Version
from tongban.registers.inventory.outward import columns, fault_rows, pieces, reasons, rows, write, write_faults

__all__ = [
    "belonging", "catalogue_entry", "columns", "counted", "departments", "diff", "entries", "entry", "fault_rows",
    "held", "held_row", "implementations", "in_force", "may_arrange", "open_run", "pieces", "reasons", "rows", "run",
    "runs", "versions", "write", "write_faults",
]  # fmt: skip

PAGE = 30
may_arrange = permits.may_arrange


def entries(
    table: str = DIRECTORY,
    q: str = "",
    *,
    state: str = "",
    task_type: str = "",
    department: str = "",
    after: int = 0,
    limit: int = PAGE,
) -> QuerySet[Entry]:
    """Entries of a table in the order in which they came; ``after`` is the id of the last one seen."""
    rows = Entry.objects.filter(table=table, id__gt=after).order_by("id")
    if q := q.replace("\x00", "").strip()[:100]:
        rows = rows.filter(
            Q(title__icontains=q) | Q(catalog_code__startswith=q) | Q(task_code__startswith=q) | Q(key__startswith=q)
        )
    for name, value in (("state", state), ("task_type", task_type), ("dept_name", department)):
        if value:
            rows = rows.filter(**{name: value})
    return rows[:limit] if limit else rows


def entry(entry_id: int) -> Entry:
    """An entry; raises `NoSuchEntry`."""
    found = Entry.objects.filter(pk=entry_id).first()
    if found is None:
        raise NoSuchEntry
    return found


def versions(entry_id: int, limit: int = 100) -> list[Version]:
    """The versions of an entry, newest first."""
    return list(Version.objects.filter(entry=entry_id).select_related("run").order_by("-number")[:limit])


def in_force(entry_id: int, on: date | None = None) -> Version | None:
    """What an entry says on a day (现行版本): the newest version that has begun; None once that one is cancelled."""
    day = on or time.today()
    newest = Version.objects.filter(entry=entry_id, in_force_from__lte=day).order_by("-number").first()
    return None if newest is None or (newest.in_force_to is not None and newest.in_force_to <= day) else newest


def diff(before: Version, after: Version) -> list[Change]:
    """What changed from one version to another, element by element, in the table's order."""
    table = before.entry.table
    names = [column.name for column in LIBRARY_TABLES[table].columns]
    names += sorted({*before.elements, *after.elements} - set(names))
    return [
        Change(name, title_of(table, name), before.elements.get(name, ""), after.elements.get(name, ""))
        for name in names
        if before.elements.get(name, "") != after.elements.get(name, "")
    ]


def implementations(catalog_codes: Iterable[str]) -> list[Entry]:
    """The implementation entries (实施清单) of catalogue entries, and the 业务办理项 among them."""
    codes = [code for code in catalog_codes if code]
    return list(
        Entry.objects.filter(table=BASIC, catalog_code__in=codes).order_by("task_code", "item_code", "id")[:500]
    )


def belonging(task_code: str, item_code: str = "") -> list[Entry]:
    """What other tables say of an implementation: extension, materials, fees, questions."""
    rows = Entry.objects.filter(task_code=task_code, item_code=item_code) if task_code else Entry.objects.none()
    return list(rows.exclude(table__in=(BASIC, DIRECTORY)).order_by("table", "id")[:300])


def catalogue_entry(catalog_code: str) -> Entry | None:
    """The catalogue entry (基本目录) of a code."""
    return Entry.objects.filter(table=DIRECTORY, key=catalog_code).first() if catalog_code else None


def departments() -> list[str]:
    """Who implements anything, for the filter."""
    rows = Entry.objects.filter(table=BASIC).exclude(dept_name="").order_by("dept_name")
    return list(rows.values_list("dept_name", flat=True).distinct()[:200])


def run(actor: Actor, run_id: UUID | str) -> Run:
    """A run, for those who arrange; raises `NoSuchEntry`."""
    permits.require_arrange(actor)
    found = Run.objects.filter(pk=run_id).first() if is_uuid(str(run_id)) else None
    if found is None:
        raise NoSuchEntry("没有找到这次导入。")
    return found


def runs(actor: Actor, before: str = "", limit: int = PAGE) -> list[Run]:
    """The runs, newest first; ``before`` is the id of the last one seen."""
    permits.require_arrange(actor)
    rows = Run.objects.order_by("-id")
    if before and is_uuid(before):
        rows = rows.filter(id__lt=before)
    return list(rows[:limit])


def open_run(file: str, *, dry: bool) -> Run | None:
    """The run of a file that has not ended."""
    return Run.objects.filter(file=file, dry=dry, state__in=("waiting", "running")).first()


def stored_files() -> frozenset[str]:
    """The files of every run, by their SHA-256: public lists, which lie plain."""
    return frozenset(Run.objects.values_list("file", flat=True))


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def held(actor: Actor, *, state: str = "open", run: UUID | str = "", after: int = 0, limit: int = PAGE) -> list[Held]:
    """Rows in quarantine, in order; of one run, or of all."""
    permits.require_arrange(actor)
    rows = Held.objects.select_related("run").filter(id__gt=after).order_by("id")
    if state:
        rows = rows.filter(state=state)
    if run:
        rows = rows.filter(run_id=str(run))
    return list(rows[:limit])


def held_row(actor: Actor, held_id: int) -> Held:
    """One row in quarantine; raises `NoSuchEntry`."""
    permits.require_arrange(actor)
    found = Held.objects.select_related("run").filter(pk=held_id).first()
    if found is None:
        raise NoSuchEntry("没有找到这一行。")
    return found


def counted(table: str = "") -> dict[str, int]:
    """How many entries each table has."""
    rows = Entry.objects.filter(table=table) if table else Entry.objects.all()
    return dict(rows.values_list("table").annotate(n=Count("id")))
