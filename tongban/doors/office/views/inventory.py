"""The inventory (事项清单): both layers, one entry with its versions and what stands below it, changes by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from tongban.doors.office import shown
from tongban.doors.office.standing import Standing, for_office, for_operators
from tongban.engines.codes.item_code import KINDS
from tongban.engines.tables import code_list
from tongban.engines.tables.catalogue import LIBRARY_TABLES
from tongban.kernel import time
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.inventory import actions, queries
from tongban.registers.inventory.errors import NoSuchEntry
from tongban.registers.inventory.kinds import BASIC, DIRECTORY, STATES, TABLES, title_of
from tongban.registers.ledger import queries as ledger

PAGE = 30
LONG = ("by_law", "accept_condition", "handle_flow", "answer", "accept_stand", "fill_explain", "extend_field")


@for_office
def listed(request: Standing) -> HttpResponse:
    """Entries of one layer, a page at a time, with which implementations nothing is offered for."""
    asked = {name: request.GET.get(name, "").replace("\x00", "") for name in ("q", "state", "task_type", "without")}
    table = request.GET.get("table", "")
    table = table if table in (DIRECTORY, BASIC) else DIRECTORY
    after = _number(request.GET.get("after", ""))
    narrow: dict[str, Any] = {"state": asked["state"], "task_type": asked["task_type"], "after": after, "limit": PAGE}
    if table == BASIC:
        found = catalogue.entries_listed(asked["q"], without=bool(asked["without"]), **narrow)
    else:
        found = list(queries.entries(table, asked["q"], **narrow))
    onward = {"table": table, **{name: value for name, value in asked.items() if value}}
    context = {
        "entries": found, "table": table, "tables": [(DIRECTORY, "基本目录"), (BASIC, "实施清单")], **asked,
        "more": f"?{urlencode({**onward, 'after': found[-1].pk})}" if len(found) == PAGE else "",
        "states": STATES, "kinds": KINDS, "coverage": catalogue.coverage(),
        "arranges": queries.may_arrange(request.actor),
        "unlisted": catalogue.items_unlisted() if not after else [],
    }  # fmt: skip
    return render(request, "office/inventory.html", context)


@for_office
def one(request: Standing, number: int) -> HttpResponse:
    """An entry: what it says today, every version and what changed, and what stands below it."""
    entry = queries.entry(number)
    versions = queries.versions(entry.pk)
    before = versions[1:] + [None] * bool(versions)
    context = {
        "entry": entry, "in_force": queries.in_force(entry.pk), "today": time.today(), "kinds": KINDS,
        "state": STATES[entry.state], "title": TABLES[entry.table], "arranges": queries.may_arrange(request.actor),
        "said": _said(entry.table, versions[0].elements),
        "versions": [(new, queries.diff(old, new) if old else []) for new, old in zip(versions, before, strict=True)],
        "happened": shown.lines(ledger.timeline(entry.subject))[::-1],
    }  # fmt: skip
    context |= _around(entry)
    return render(request, "office/inventory_entry.html", context)


@for_operators
def edit(request: Standing, number: int) -> HttpResponse:
    """Change an entry: every column, and why."""
    entry = queries.entry(number)
    newest = queries.versions(entry.pk, limit=1)[0]
    if request.method != "POST":
        return _form(request, entry.table, newest.elements, entry=entry)
    said = {**_extras(entry.table, newest.elements), **_told(request, entry.table)}
    try:
        actions.change_entry(
            request.actor, entry.pk, said, reason=request.POST.get("reason", ""), key=request.POST.get("key", "")
        )
    except Refusal as refusal:
        return _form(request, entry.table, said, entry=entry, wrong=refusal)
    messages.success(request, "已保存为新的版本，原来的版本仍可查看。")
    return redirect("office:inventory-entry", entry.pk)


@for_operators
def new(request: Standing) -> HttpResponse:
    """Add an entry to one of the tables."""
    table = request.GET.get("table", "")
    if table not in LIBRARY_TABLES:
        raise NoSuchEntry("没有这张表。")
    if request.method != "POST":
        return _form(
            request, table, {name: request.GET[name] for name in LIBRARY_TABLES[table].names & set(request.GET)}
        )
    said = _told(request, table)
    try:
        entry = actions.add_entry(
            request.actor, table, said, reason=request.POST.get("reason", ""), key=request.POST.get("key", "")
        )
    except Refusal as refusal:
        return _form(request, table, said, wrong=refusal)
    messages.success(request, "已新增。")
    return redirect("office:inventory-entry", entry.pk)


@require_POST
@for_operators
def end(request: Standing, number: int) -> HttpResponse:
    """Cancel an entry from a day on, with the reason."""
    try:
        on = date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        raise Invalid("请填写取消日期。") from None
    actions.end_entry(request.actor, number, on, reason=request.POST.get("reason", ""), key=request.POST.get("key", ""))
    messages.success(request, "已取消，原来的内容仍可查看。")
    return redirect("office:inventory-entry", number)


def _around(entry: Any) -> dict[str, Any]:
    """What stands above and below an entry."""
    if entry.table == DIRECTORY:
        return {"tree": catalogue.tree(entry.catalog_code)}
    found: dict[str, Any] = {"above": queries.catalogue_entry(entry.catalog_code)}
    if entry.table == BASIC:
        below = queries.belonging(entry.task_code, entry.item_code)
        found |= {"items": catalogue.items_for([entry.task_code]), "below": [(TABLES[one.table], one) for one in below]}
    return found


def _said(table: str, elements: dict[str, str]) -> list[tuple[str, str, str]]:
    """Column, name, value with the word of its code, in the table's order; columns of somebody's own at the end."""
    columns = {column.name: column for column in LIBRARY_TABLES[table].columns}
    found = []
    for name in [*columns, *sorted(set(elements) - set(columns))]:
        value = elements.get(name, "")
        codes = columns[name].codes if name in columns else ""
        word = code_list(codes).get(value, "") if codes else ""
        found.append((name, title_of(table, name), f"{value}（{word}）" if word and word != value else value))
    return [row for row in found if row[2]]


def _extras(table: str, elements: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in elements.items() if name not in LIBRARY_TABLES[table].names}


def _told(request: Standing, table: str) -> dict[str, str]:
    names = LIBRARY_TABLES[table].names
    return {name: request.POST[name].strip() for name in names if request.POST.get(name, "").strip()}


def _form(
    request: Standing, table: str, said: dict[str, str], *, entry: Any = None, wrong: Refusal | None = None
) -> HttpResponse:
    problems = {one["field"]: one["sentence"] for one in wrong.details.get("problems", ())} if wrong else {}
    fields = [
        {
            "name": column.name, "title": column.title, "value": said.get(column.name, ""), "required": column.required,
            "codes": list(code_list(column.codes).items()) if column.codes else [], "long": column.name in LONG,
            "date": column.type == "date", "wrong": problems.get(column.name, ""),
            "fixed": entry is not None and column.name in LIBRARY_TABLES[table].key,
        }
        for column in LIBRARY_TABLES[table].columns
    ]  # fmt: skip
    context = {
        "fields": fields, "table": table, "title": TABLES[table], "entry": entry, "wrong": wrong,
        "problems": problems, "reason": request.POST.get("reason", ""),
    }  # fmt: skip
    return render(request, "office/inventory_form.html", context, status=wrong.status if wrong else 200)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0
