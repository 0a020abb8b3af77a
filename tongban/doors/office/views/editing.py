"""Editing a draft by form and by text on one page, and reading its conditions while they are written."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tongban.doors.office.editing import changing, controls, page, trying
from tongban.doors.office.editing.page import Open
from tongban.doors.office.standing import Standing, for_office
from tongban.doors.parts.prose import prose as rendered
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.work.revisions import actions, queries
from tongban.work.revisions.errors import Unchanged


@for_office
def edit(request: Standing, number: str, place: int) -> HttpResponse:
    """One part of a draft as a form, beside the text; what is saved in one is seen in the other."""
    at = page.opened(request, number, place)
    if request.method != "POST":
        return page.page(request, at)
    typed = request.POST.get("text", at.row.text).replace("\r\n", "\n")
    try:
        typed, entry = _written(request, at, typed)
        _save(request, at, typed)
    except Refusal as refusal:
        fresh = Open(at.revision, queries.text_at(at.revision, place), at.pane, at.entry, at.way)
        return page.page(request, fresh, refusal, _typed(request), typed)
    if request.headers.get("X-Autosave"):
        begun = {name: request.POST.get(name, "") for name in ("new_code", "new_title")}
        return page.page(request, page.opened(request, number, place), typed=begun)
    return redirect(_address(at, entry, _wanted(request).get("do", "").partition(":")[0]))


def _written(request: Standing, at: Open, typed: str) -> tuple[str, controls.Path]:
    """The text as typed with the changes of the form in it, and which entry is open now."""
    shown, entry, changes = page.content_of(at.row.text), at.entry, []
    if shown is not None:
        changes = changing.touched(shown, at.pane, (), request.POST)
        changes += changing.touched(shown, at.pane, entry, request.POST) if entry else []
    text = catalogue.text_with(typed, changes) if changes else typed
    wanted = _wanted(request)
    if wanted.get("do") and (content := page.content_of(text)) is not None:
        more, entry = changing.operation(content, at.pane, wanted)
        text = catalogue.text_with(text, more)
    return text, entry


def _save(request: Standing, at: Open, text: str) -> None:
    version = request.POST.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
    try:
        actions.save(request.actor, str(at.revision.pk), at.row.place, text, number)
        if not request.headers.get("X-Autosave"):
            messages.success(request, "已保存。")
    except Unchanged:
        pass


def _wanted(request: Standing) -> QueryDict:
    """What was asked for; Enter in the name of a new entry means to add it, and leaving that field does not yet."""
    sent = request.POST.copy()
    if request.headers.get("X-Autosave"):
        sent["do"] = ""
    elif not sent.get("do") and (sent.get("new_code") or sent.get("new_title")):
        sent["do"] = "add:"
    return sent


def _typed(request: Standing) -> dict[str, Any]:
    """What stands in the controls, to be shown again as it is."""
    lists = {name: [one for one in found if one] for name, found in request.POST.lists()}
    asked = set(request.POST.getlist("many"))
    return {name: found if name in asked else (found or [""])[0] for name, found in lists.items()}


def _address(at: Open, entry: controls.Path, moved: str) -> str:
    """The page again, with what was just moved or added at hand for who works without a mouse."""
    here = reverse("office:revision-edit", args=[at.revision.pk, at.row.place])
    said = {"part": at.pane.code, "open": controls.written(entry), "as": at.way, "moved": moved if entry else ""}
    return f"{here}?{urlencode({name: value for name, value in said.items() if value})}"


@for_office
@require_POST
def prose(request: Standing, number: str, place: int) -> HttpResponse:
    """The running text of a guide as people will read it, while it is written (正文预览); nothing is kept."""
    queries.text_at(queries.revision_for(request.actor, number), place)
    return HttpResponse(rendered(request.POST.get("text", "")[:20000]))


@for_office
def condition(request: Standing, number: str, place: int) -> HttpResponse:
    """A condition of the draft in plain words, and tried with values (试一试); nothing is written."""
    revision = queries.revision_for(request.actor, number)
    row = queries.text_at(revision, place)
    content = page.content_of(row.text) or {}
    text, wide = request.GET.get("text", "")[:4000], request.GET.get("wide") == "1"
    read = catalogue.read_condition(content, text, wide) if text.strip() else None
    context = {"revision": revision, "row": row, "text": text, "wide": wide, "read": read}
    if read is not None and not read.error:
        context |= trying.tried(content, read, wide, request.GET)
    return render(request, "office/condition.html", context)
