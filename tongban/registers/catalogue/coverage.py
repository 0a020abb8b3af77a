"""How the inventory and the items a city publishes belong together: 基本目录 → 实施清单 → 业务办理项 → 情形."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from tongban.engines.tables import outward
from tongban.engines.tables.catalogue import LIBRARY_TABLES
from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.catalogue import national
from tongban.registers.catalogue.models import Item
from tongban.registers.inventory import queries as inventory
from tongban.registers.inventory.kinds import BASIC

ON_REQUEST = ("01", "05", "07", "08", "09", "10", "20")  # 依申请: what a portal offers


@dataclass(frozen=True)
class Coverage:
    """How many implementations on request are listed, and how many of them can be applied for on line (上网率)."""

    listed: int
    published: int

    @property
    def percent(self) -> float:
        """With one decimal, so that one of many is not none."""
        return self.published * 1000 // self.listed / 10 if self.listed else 0.0


@dataclass
class Branch:
    """One implementation entry with what stands below it."""

    entry: Any
    handled: list[Any] = field(default_factory=list)  # 业务办理项 as the list has them
    items: list[Any] = field(default_factory=list)  # items as the city publishes them


def coverage() -> Coverage:
    """How much of the list people can find and use."""
    listed = _listed()
    return Coverage(
        listed.values("task_code").distinct().count(),
        listed.filter(_published()).values("task_code").distinct().count(),
    )


def entries_listed(q: str = "", *, without: bool = False, after: int = 0, limit: int = 30, **narrow: str) -> list[Any]:
    """Implementation entries a page at a time, each with whether an item is offered; ``without``: where none is."""
    rows = inventory.entries(BASIC, q, after=after, limit=0, **narrow).annotate(published=_published())
    if without:
        rows = rows.filter(task_type__in=ON_REQUEST, state="1").exclude(_published())
    return list(rows[:limit])


def tree(catalog_code: str) -> list[Branch]:
    """What stands below a catalogue entry: its implementations, their 业务办理项, and the items published for them."""
    branches: dict[str, Branch] = {}
    for entry in inventory.implementations([catalog_code]):
        if entry.item_code and entry.task_code in branches:
            branches[entry.task_code].handled.append(entry)
        else:
            branches.setdefault(entry.task_code, Branch(entry))
    for item in items_for(branches):
        branches[item.task_code].items.append(item)
    return list(branches.values())


def items_for(task_codes: Iterable[str]) -> list[Item]:
    """The items published for implementations, with what their newest editions say."""
    codes = [code for code in task_codes if code]
    return list(Item.objects.filter(task_code__in=codes).select_related("current").order_by("code")[:200])


def items_unlisted() -> list[Item]:
    """Items with an implementation code that the inventory does not know."""
    known = inventory.entries(BASIC, limit=0).filter(task_code=OuterRef("task_code")).order_by()
    return list(Item.objects.exclude(task_code="").exclude(Exists(known)).order_by("code")[:50])


@proven("导出清单")
def write_items(actor: Actor, path: Path, form: str, tables: Sequence[str]) -> None:
    """The published items as national tables: XLSX, CSV (one table), JSON or XML; for whoever just proved himself."""
    if form == "xlsx":
        outward.workbook(path, [(one, _columns(one), national.rows(one)) for one in tables])
        return
    with path.open("wb") as file:
        file.writelines(_pieces(form, tables))


def _pieces(form: str, tables: Sequence[str]) -> Iterator[bytes]:
    if form == "csv":
        return outward.csv_pieces(_columns(tables[0]), national.rows(tables[0]))
    return outward.named_pieces(form, ((one, national.rows(one)) for one in tables))


def _columns(table: str) -> list[str]:
    return [column.name for column in LIBRARY_TABLES[table].columns]


def _listed() -> QuerySet[Any]:
    rows = inventory.entries(BASIC, state="1", limit=0).order_by()
    return rows.filter(task_type__in=ON_REQUEST).exclude(task_code="")


def _published() -> Exists:
    return Exists(Item.objects.filter(task_code=OuterRef("task_code"), state="1").exclude(task_code=""))
