"""The editor's page: the pane that is open beside the text, with what is wrong, what follows, and what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tongban.doors.office import drafts, revised, shown
from tongban.doors.office.editing import beside, controls
from tongban.doors.office.editing.panes import PANES, Pane, Path
from tongban.doors.office.standing import Standing
from tongban.engines import process
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds import Definition
from tongban.work.revisions import queries
from tongban.work.revisions.kinds import Judged


@dataclass(frozen=True)
class Tab:
    """One part of the item in the list of parts, with how much is wrong in it."""

    pane: Pane
    here: bool
    errors: int


@dataclass(frozen=True)
class Open:
    """Which part of which text is open."""

    revision: queries.Revision
    row: queries.ItemText
    pane: Pane
    entry: Path
    way: str = ""  # on which screen the draft is seen beside the form; "" where its text is


def opened(request: Standing, number: str, place: int) -> Open:
    """What the address asks for; an entry that is not there is simply not open."""
    revision = queries.revision_for(request.actor, number)
    row = queries.text_at(revision, place)
    pane = PANES.get(request.GET.get("part", ""), PANES["basic"])
    entry = controls.path_of(request.GET.get("open", ""))
    content = content_of(row.text)
    known = {one.path for one in controls.entries(content or {}, pane, ())}
    way = request.GET.get("as", "")
    return Open(revision, row, pane, entry if entry in known else (), way if way in beside.WAYS else "")


def content_of(text: str) -> dict[str, Any] | None:
    """What a text says; None where it is no YAML of ours yet."""
    try:
        return catalogue.content_of(text, "事项内容")
    except BadItem:
        return None


def page(
    request: Standing, at: Open, wrong: Refusal | None = None, typed: Mapping[str, Any] | None = None, text: str = ""
) -> HttpResponse:
    """The editor; ``wrong`` is what was refused just now, ``typed`` and ``text`` what stands on the page instead."""
    judged = next(one for one in queries.judged(at.revision) if one.place == at.row.place)
    content = content_of(at.row.text)
    shown_content, typed = content or {}, typed or {}
    here, problems = at.pane, judged.problems
    entries = controls.entries(shown_content, here, problems)
    theirs = wrong.details.get("text", "") if wrong else ""
    context = {
        "revision": at.revision, "row": at.row, "pane": here, "wrong": wrong, "tabs": _tabs(here, problems),
        "met": beside.passages(theirs, text) if theirs else [], "theirs": theirs, "readable": content is not None,
        "controls": controls.controls(shown_content, here, (), problems, typed),
        "entries": entries, "entry": next((one for one in entries if one.path == at.entry), None),
        "inner": controls.controls(shown_content, here, at.entry, problems, typed) if at.entry else [],
        "ruled": any(one.ask == "rule" for one in (*here.inputs, *here.of_entry)),
        "typed": text if wrong else at.row.text, "said": typed,
        "complaints": drafts.complaints(problems, at.row.text), "advice": drafts.complaints(judged.advice, ""),
        "edits": "save" in revised.may(request.actor, at.revision),
        "names": beside.names(shown_content) if content is not None else [], "functions": beside.FUNCTIONS,
        "definition": judged.definition, "d": judged.definition, **_follows(here, shown_content, judged),
        "ways": beside.WAYS, "way": at.way, "moved": request.GET.get("moved", ""), "line": _line(at),
        "screen": beside.screen(at.way, here, at.entry, judged.definition, at.revision, at.row.place),
    }  # fmt: skip
    return render(request, "office/editor.html", context, status=wrong.status if wrong else 200)


def _tabs(here: Pane, problems: tuple[BadItem, ...]) -> list[Tab]:
    """Each complaint counted in the part it belongs to; what belongs to no other part is basic."""
    tops = {path[0]: code for code, pane in PANES.items() for path in _paths(pane) if code != "basic"}
    counts: dict[str, int] = {}
    for bad in problems:
        code = tops.get(bad.path.split(".")[0], "basic")
        counts[code] = counts.get(code, 0) + 1
    return [Tab(pane, pane is here, counts.get(code, 0)) for code, pane in PANES.items()]


def _paths(pane: Pane) -> list[Path]:
    return [*(one.path for one in pane.inputs), *([pane.holds] if pane.holds else [])]


def _line(at: Open) -> int:
    """The line of the text on which what is open is written; 0 where nobody knows."""
    first = at.pane.inputs[0].path if at.pane.inputs else at.pane.holds
    return catalogue.line_of(at.row.text, at.entry or first[:1])


def _follows(pane: Pane, content: Mapping[str, Any], judged: Judged) -> dict[str, Any]:
    """What follows from the text in the part that is open: the drawing, the examples."""
    definition = judged.definition
    if pane.code in ("process", "limits"):
        drawing, undrawn = beside.drawn(content, judged)
        return {"drawing": drawing, "undrawn": undrawn, "paces": _paces(definition) if definition else []}
    if pane.code == "examples" and definition is not None:
        return {"outcomes": results(definition)}
    return {}


@dataclass(frozen=True)
class Pace:
    """How an example goes through the process: its waves, its days, and whether that keeps the promise."""

    title: str
    waves: str
    days: int
    late: bool


def _paces(definition: Definition) -> list[Pace]:
    promise = definition.limits.promise
    found = []
    for one in definition.examples:
        waves = [[step.title for step in wave] for wave in definition.waves(one.given)]
        days = process.total_days(definition.process, definition.facts(one.given))
        late = promise.unit == "working day" and days > promise.amount
        found.append(Pace(one.title, " → ".join("、".join(wave) for wave in waves), days, late))
    return found


@dataclass(frozen=True)
class Result:
    """One example: each thing it expects beside what came of it."""

    title: str
    rows: list[tuple[str, str, str, bool]]

    @property
    def good(self) -> bool:
        return all(fits for *_, fits in self.rows)


def results(definition: Definition) -> list[Result]:
    """Every example held against the draft as it stands (例子试算)."""
    return [
        Result(one.title, [
            (shown.EXPECTED.get(row.key, row.key), _said(row.expected), _said(row.got), row.fits)
            for row in catalogue.outcomes(definition, one)
        ])
        for one in definition.examples
    ]  # fmt: skip


def _said(value: Any) -> str:
    return shown.text(value) or "无"
