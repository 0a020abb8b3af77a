"""National tables in and out: hand a file in, look at what would come of it, take it in, put right what did not fit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.office.standing import Standing, for_operators
from tongban.engines.tables.catalogue import LIBRARY_TABLES
from tongban.engines.tables.outward import MEDIA
from tongban.kernel import storage
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.inventory import actions, queries
from tongban.registers.inventory.kinds import LARGEST_UPLOAD, TABLES
from tongban.registers.vetting import actions as vetting

PAGE = 30


@for_operators
def listed(request: Standing) -> HttpResponse:
    """Where a file is handed in, and the imports so far."""
    if request.method == "POST":
        return _handed_in(request)
    return _page(request)


@for_operators
def one(request: Standing, number: str) -> HttpResponse:
    """How far an import is and what came of it; goes on whether or not anybody looks."""
    run = queries.run(request.actor, number)
    state = "seen" if run.dry else ""
    held = queries.held(request.actor, state=state, run=run.pk, after=_number(request.GET.get("after", "")), limit=PAGE)
    context = {
        "run": run, "held": _shown(held), "tables": TABLES,
        "more": f"?after={held[-1].pk}" if len(held) == PAGE else "",
    }  # fmt: skip
    return render(request, "office/import.html", context)


@require_POST
@for_operators
def begin(request: Standing, number: str) -> HttpResponse:
    """Take in a file that was looked at."""
    looked = queries.run(request.actor, number)
    run = actions.ask_import(
        request.actor, looked.file, looked.name, dry=False, reason=request.POST.get("reason", ""),
        key=request.POST.get("key", ""),
    )  # fmt: skip
    return redirect("office:import", run.pk)


@require_POST
@for_operators
def cancel(request: Standing, number: str) -> HttpResponse:
    """Stop an import where it is."""
    actions.cancel_run(request.actor, queries.run(request.actor, number).pk)
    messages.success(request, "已取消。已经导入的行仍然有效，可以在清单中修改。")
    return redirect("office:import", number)


@for_operators
def faults(request: Standing, number: str) -> HttpResponse:
    """The rows that do not fit, as a workbook with the reasons beside the cells."""
    run = queries.run(request.actor, number)
    return _file(lambda path: queries.write_faults(request.actor, run.pk, path), "xlsx", "需要修改的行")


@for_operators
def quarantine(request: Standing) -> HttpResponse:
    """The rows that wait to be put right."""
    state = request.GET.get("state", "open")
    state = state if state in ("open", "mended", "dismissed") else "open"
    rows = queries.held(request.actor, state=state, after=_number(request.GET.get("after", "")), limit=PAGE)
    context = {
        "held": _shown(rows), "state": state, "tables": TABLES,
        "states": [("open", "待处理"), ("mended", "已修正"), ("dismissed", "不予处理")],
        "more": f"?state={state}&after={rows[-1].pk}" if len(rows) == PAGE else "",
    }  # fmt: skip
    return render(request, "office/quarantine.html", context)


@for_operators
def held(request: Standing, number: int) -> HttpResponse:
    """One row: what it says, what is wrong, and where it is put right."""
    row = queries.held_row(request.actor, number)
    if request.method != "POST":
        return _row(request, number, dict(row.cells))
    cells = {name: request.POST.get(f"cell-{place}", "") for place, name in enumerate(_names(row))}
    try:
        actions.mend_row(request.actor, number, cells, key=request.POST.get("key", ""))
    except Refusal as refusal:
        return _row(request, number, cells, refusal)
    messages.success(request, "已修正并导入。")
    return redirect("office:quarantine")


@require_POST
@for_operators
def dismiss(request: Standing, number: int) -> HttpResponse:
    """Decide that a row is not taken in."""
    actions.dismiss_row(request.actor, number, reason=request.POST.get("reason", ""), key=request.POST.get("key", ""))
    messages.success(request, "已记为不予处理，原因已留存。")
    return redirect("office:quarantine")


@for_operators
def export(request: Standing) -> HttpResponse:
    """The tables as a file that can be taken in again; of the inventory, or of the items the city publishes."""
    table, form = request.GET.get("table", ""), request.GET.get("form", "xlsx")
    if form not in MEDIA or (table and table not in LIBRARY_TABLES) or (form == "csv" and not table):
        raise Invalid("请选择要导出的表和格式；CSV 一次导出一张表。")
    tables = [table] if table else list(LIBRARY_TABLES)
    write = catalogue.write_items if request.GET.get("items") else queries.write
    return _file(lambda path: write(request.actor, path, form, tables), form, TABLES.get(table, "事项清单"))


def _handed_in(request: Standing) -> HttpResponse:
    file = request.FILES.get("file")
    try:
        if file is None:
            raise Invalid("请选择要导入的文件。", next_step="支持 XLSX、CSV、JSON 和 XML。")
        try:
            arrived = storage.receive(file.chunks(), LARGEST_UPLOAD)
            try:
                vetting.vet(request.actor, arrived, f"official/{request.actor.id}", "inventory", may_wait=False)
                kept = storage.admit(arrived, public=True)
            finally:
                arrived.discard()
        except storage.TooLarge:
            raise Invalid("文件超过 64 MB。", next_step="请拆成几个文件，或者用命令行导入。") from None
        name, key = file.name or "", request.POST.get("key", "")
        run = actions.ask_import(request.actor, kept, name, dry=True, reason=request.POST.get("reason", ""), key=key)
    except Refusal as refusal:
        return _page(request, refusal)
    return redirect("office:import", run.pk)


def _page(request: Standing, wrong: Refusal | None = None) -> HttpResponse:
    before = request.GET.get("before", "")
    runs = queries.runs(request.actor, before, limit=PAGE)
    context = {
        "runs": runs, "wrong": wrong, "tables": TABLES, "more": f"?before={runs[-1].pk}" if len(runs) == PAGE else "",
    }  # fmt: skip
    return render(request, "office/imports.html", context, status=wrong.status if wrong else 200)


def _row(request: Standing, number: int, cells: dict[str, str], wrong: Refusal | None = None) -> HttpResponse:
    row = queries.held_row(request.actor, number)
    said = queries.reasons(row.heading, row.faults)
    if wrong is not None:
        said = {one["field"]: one["sentence"] for one in wrong.details.get("problems", ())}
    fields = [
        {"place": place, "name": name, "value": cells.get(name, ""), "wrong": said.get(name, "")}
        for place, name in enumerate(_names(row))
    ]
    context = {"row": row, "fields": fields, "wrong": wrong, "table": TABLES[row.table]}
    return render(request, "office/quarantine_row.html", context, status=wrong.status if wrong else 200)


def _shown(rows: list[queries.Held]) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Each row with the first of its cells, in the order of the file."""
    return [(row, [(name, row.cells[name]) for name in _names(row) if name in row.cells][:4]) for row in rows]


def _names(row: queries.Held) -> list[str]:
    return list(dict.fromkeys([*(one[0] for one in row.heading), *row.cells]))


def _file(write: Callable[[Path], None], form: str, name: str) -> HttpResponse:
    """Written to a file of its own first: memory stays flat, and what fails is a page, not half a file."""
    kept: IO[bytes] = tempfile.NamedTemporaryFile(suffix=f".{form}")  # noqa: SIM115
    write(Path(kept.name))  # its name goes with `kept`; what is open can still be read
    content = Path(kept.name).open("rb")  # noqa: SIM115 - the answer closes it
    answer = FileResponse(content, as_attachment=True, filename=f"{name}.{form}", content_type=MEDIA[form])
    return cast(HttpResponse, answer)  # streamed; the guards of this door do not mind


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0
