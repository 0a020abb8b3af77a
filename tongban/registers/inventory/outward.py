"""The inventory on its way out: tables row by row, and the rows that did not fit with the reasons beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from django.db import connection
from django.db.models import F

from tongban.engines.tables import BadFile
from tongban.engines.tables import outward as files
from tongban.engines.tables.catalogue import LIBRARY_TABLES
from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.inventory import permits
from tongban.registers.inventory.errors import UnreadableFile
from tongban.registers.inventory.models import Held, Version
from tongban.registers.inventory.taking import mapped


def pieces(form: str, tables: Sequence[str]) -> Iterator[bytes]:
    """CSV (one table), JSON or XML as bytes, a piece at a time; memory stays flat however many rows there are."""
    if form == "csv":
        return files.csv_pieces(columns(tables[0]), rows(tables[0]))
    return files.named_pieces(form, ((one, rows(one)) for one in tables))


@proven("导出清单")
def write(actor: Actor, path: Path, form: str, tables: Sequence[str]) -> None:
    """The tables as a file, for whoever just proved himself: it carries away what it holds."""
    try:
        if form == "xlsx":
            files.workbook(path, [(one, columns(one), rows(one)) for one in tables])
            return
        with path.open("wb") as file:
            file.writelines(pieces(form, tables))
    except BadFile as bad:
        raise UnreadableFile(str(bad), next_step="请改用 CSV 或 JSON 格式导出。") from bad


def write_faults(actor: Actor, run_id: UUID | str, path: Path) -> None:
    """The rows of a run that do not fit, as a workbook that can be put right and sent back."""
    files.faults(path, *fault_rows(actor, run_id))


def columns(table: str) -> list[str]:
    """The columns of a table on its way out: its own, then those of somebody's own that its entries carry."""
    own = [column.name for column in LIBRARY_TABLES[table].columns]
    with connection.cursor() as cursor:
        cursor.execute(EXTRAS, [table, own])
        return own + [name for (name,) in cursor.fetchall()]


EXTRAS = """
select distinct k from inventory_entry e join inventory_version v on v.entry_id = e.id and v.number = e.number,
  jsonb_object_keys(v.elements) k where e."table" = %s and not k = any(%s) order by k
"""


def rows(table: str) -> Iterator[Mapping[str, str]]:
    """What the newest version of every entry says, row by row, without holding them."""
    newest = Version.objects.filter(entry__table=table, number=F("entry__number")).order_by("entry_id")
    yield from newest.values_list("elements", flat=True).iterator(chunk_size=500)


def fault_rows(
    actor: Actor, run_id: UUID | str
) -> tuple[list[str], Iterator[tuple[dict[str, str], dict[str, str], str]]]:
    """The rows of a run that do not fit, as a workbook wants them: columns; values, reasons by column, all reasons."""
    permits.require_arrange(actor)
    held_rows = Held.objects.filter(run_id=str(run_id)).order_by("place")
    names, wrong = dict[str, None](), set[str]()
    for heading, cells, faults in held_rows.values_list("heading", "cells", "faults").iterator(chunk_size=500):
        names.update(dict.fromkeys([*(one[0] for one in heading), *cells]))
        wrong |= set(reasons(heading, faults))
    columns = ["工作表", "行号", "原因"]
    for name in names:
        columns += [name, f"{name}（原因）"] if name in wrong else [name]
    return columns, (_fault_row(row) for row in held_rows.iterator(chunk_size=500))


def _fault_row(row: Held) -> tuple[dict[str, str], dict[str, str], str]:
    found = reasons(row.heading, row.faults)
    said = "".join(fault["sentence"] for fault in row.faults)
    values = {"工作表": row.sheet, "行号": str(row.row), "原因": said, **row.cells}
    values |= {f"{name}（原因）": sentence for name, sentence in found.items()}
    return values, found, said


def reasons(heading: Sequence[Sequence[str]], faults: list[dict[str, str]]) -> dict[str, str]:
    """What is wrong, by the heading a person sees; what no column says stands among all reasons."""
    named = {where: name for name, where in mapped(heading).items()}
    found: dict[str, str] = {}
    for fault in faults:
        name = named.get((fault["table"], fault["column"]), fault["column"])
        if name:
            found[name] = found.get(name, "") + fault["sentence"]
    return found
