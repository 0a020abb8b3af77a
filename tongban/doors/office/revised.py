"""A change of the library, ready to be read: each text with what is wrong, what it changes, and what one may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from tongban.doors.office import drafts, shown
from tongban.doors.office.standing import Standing
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.errors import NoSuchItem
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.ledger import queries as ledger
from tongban.work.revisions import permits, queries
from tongban.work.revisions.kinds import ENDS, Judged, Kind
from tongban.work.revisions.states import MOVES

TONES = {
    "drafted": "", "reviewing": "brand", "sent_back": "warn", "approved": "hold", "published": "ok", "dropped": "bad",
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """One text of a change."""

    row: queries.ItemText
    definition: Definition | None
    complaints: list[drafts.Complaint]
    advice: list[drafts.Complaint]
    current: catalogue.Edition | None
    newer: catalogue.Edition | None
    differences: list[shown.Difference]
    promises: list[tuple[str, list[tuple[str, str]]]]
    complete: shown.Completeness | None
    drawing: SafeString | str
    score: int
    touched: list[tuple[str, list[Any]]]

    @property
    def good(self) -> bool:
        return self.definition is not None and not self.complaints


def page(request: Standing, revision: queries.Revision, wrong: Refusal | None = None) -> HttpResponse:
    """The page of one change; ``wrong`` is what was refused just now."""
    rows = {row.place: row for row in queries.texts(revision)}
    texts = [_shown(revision, rows[one.place], one) for one in queries.judged(revision)]
    titles = catalogue.titles(revision.items)
    context = {
        "revision": revision, "texts": texts, "wrong": wrong, "tone": TONES[revision.state], "today": time.today(),
        "items": [(code, titles.get(code, code)) for code in revision.items], "ends": revision.kind in ENDS,
        "said": request.POST if wrong else {}, "may": may(request.actor, revision),
        "split": revision.kind == Kind.SPLIT, "dated": revision.kind in (Kind.ADD, Kind.CHANGE),
        "author": request.actor.id in revision.authors,
        "happened": shown.lines(ledger.timeline(revision.subject))[::-1],
    }  # fmt: skip
    return render(request, "office/revision.html", context, status=wrong.status if wrong else 200)


def text_page(
    request: Standing, revision: queries.Revision, row: queries.ItemText, typed: str, wrong: Refusal | None = None
) -> HttpResponse:
    """One text to be edited."""
    judged = next(one for one in queries.judged(revision) if one.place == row.place)
    theirs = wrong.details.get("text", "") if wrong else ""
    context = {
        "revision": revision, "row": row, "typed": typed, "wrong": wrong, "theirs": theirs,
        "complaints": drafts.complaints(judged.problems, row.text), "edits": "save" in may(request.actor, revision),
        "advice": drafts.complaints(judged.advice, ""),
    }  # fmt: skip
    return render(request, "office/revision_text.html", context, status=wrong.status if wrong else 200)


def may(actor: Actor, revision: queries.Revision) -> set[str]:
    """The verbs the table and this actor's posts leave open."""
    found = set()
    for (state, verb), move in MOVES.items():
        drafts_it = move.who == "drafter" and permits.may_draft(actor, revision.area)
        reviews_it = (
            move.who == "second" and permits.may_review(actor, revision.area) and actor.id not in revision.authors
        )
        if state == revision.state and (drafts_it or reviews_it):
            found.add(verb)
    return found


def published_words(revision: queries.Revision) -> str:
    """What an approval came to."""
    if revision.state == "published":
        return f"已通过并发布：{revision.get_kind_display()}“{revision.title}”。"
    return f"已通过，将在 {time.zh(revision.effective_on)}发布。" if revision.effective_on else "已通过。"


def _shown(revision: queries.Revision, row: queries.ItemText, judged: Judged) -> Shown:
    definition, complaints = judged.definition, drafts.complaints(judged.problems, row.text)
    current = _current(definition.code if definition else (revision.items or [""])[0])
    return Shown(
        row, definition, complaints, drafts.complaints(judged.advice, ""), current,
        _newer(revision, row, definition), _differences(current, definition),
        shown.promises(definition) if definition else [],
        shown.completeness(definition) if definition else None,
        mark_safe(drafts.steps(definition)) if definition else "",  # noqa: S308 - our own drawing, escaped
        catalogue.score(definition).points if definition else 0, _touched(current, definition),
    )  # fmt: skip


def _differences(current: Any, definition: Definition | None) -> list[shown.Difference]:
    if current is None or definition is None:
        return []
    return shown.differences(catalogue.compare(current.definition, definition))


def _touched(current: Any, definition: Definition | None) -> list[tuple[str, list[Any]]]:
    """Other items that use a parameter which this one changes."""
    if current is None or definition is None:
        return []
    before, after = (one.mapping.get("parameters") or {} for one in (current.definition, definition))
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    uses = [(name, catalogue.uses("parameter", name)) for name in changed]
    return [(name, [one for one in found if one.edition.item.code != definition.code]) for name, found in uses]


def _newer(
    revision: queries.Revision, row: queries.ItemText, definition: Definition | None
) -> catalogue.Edition | None:
    if revision.state not in ("drafted", "sent_back", "reviewing") or definition is None:
        return None
    return queries.outdated(row, definition.code)


def _current(code: str) -> catalogue.Edition | None:
    try:
        return catalogue.item(code).current
    except NoSuchItem:
        return None
