"""Publishing an edition (发布事项版本): take a text or a folder, check it, look at it, publish it from a day on."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from tongban.doors.office import drafts, shown
from tongban.doors.office.standing import Standing, for_operators
from tongban.kernel import time
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.catalogue import actions as catalogue
from tongban.registers.catalogue import queries
from tongban.registers.catalogue.errors import NoSuchItem
from tongban.registers.catalogue.kinds import Definition

LARGEST = 2**20


@for_operators
def begin(request: Standing) -> HttpResponse:
    """Where the text comes from: a packaged folder, a file, or the newest edition of an item to change."""
    code = request.GET.get("item", "")
    text = drafts.text_of(code) if code else ""
    return render(request, "office/publish.html", {"text": text, "code": code, "packaged": drafts.packaged()})


@require_POST
@for_operators
def check(request: Standing) -> HttpResponse:
    """What is wrong with it, or how it will look and what its examples give."""
    draft = _draft(request)
    if not draft.good:
        context = {"text": draft.text, "folder": draft.folder, "complaints": draft.complaints}
        return render(request, "office/publish.html", {**context, "packaged": drafts.packaged()}, status=422)
    return _preview(request, draft)


@require_POST
@for_operators
def publish(request: Standing) -> HttpResponse:
    """Publish what was looked at; what the catalogue refuses is said on the same page."""
    draft = _draft(request)
    if not draft.good or draft.definition is None:
        return check(request)
    try:
        if request.POST.get("sure") != "yes":
            raise Invalid("请先勾选“我已核对”，再发布。", next_step="发布后的版本不能修改，只能发布新的版本。")
        start, note = _day(request.POST.get("from", "")), request.POST.get("note", "")
        key = request.POST.get("key", "")
        edition = catalogue.publish(request.actor, draft.definition.mapping, start, note, key=key)
    except Refusal as refusal:
        return _preview(request, draft, refusal)
    said = f"已发布“{edition.item.title}”第 {edition.number} 版，自 {edition.in_force_from} 起生效。"
    messages.success(request, said)
    return redirect("office:item", edition.item.code)


def _draft(request: Standing) -> drafts.Draft:
    if name := request.POST.get("folder", ""):
        return drafts.of_folder(name)
    file = request.FILES.get("file")
    if file is None:
        return drafts.of_text(request.POST.get("text", "").replace("\r\n", "\n"))
    if (file.size or 0) > LARGEST:
        raise Invalid("文件不能超过 1 MB。", next_step="请检查是否选错了文件；事项文件是一份 YAML 文本。")
    try:
        return drafts.of_text(file.read().decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise Invalid("文件不是 UTF-8 编码的文本。", next_step="请另存为 UTF-8 编码后重新上传。") from None


def _preview(request: Standing, draft: drafts.Draft, wrong: Refusal | None = None) -> HttpResponse:
    definition = draft.definition
    assert definition is not None
    current = _current(definition)
    context = {
        "draft": draft, "definition": definition, "current": current, "wrong": wrong, "today": time.today(),
        "complete": shown.completeness(definition), "promises": shown.promises(definition),
        "note": request.POST.get("note", ""), "from": request.POST.get("from", ""),
        "drawing": mark_safe(drafts.steps(definition)),  # noqa: S308 - our own drawing, escaped
        "differences": shown.differences(queries.compare(current.definition, definition)) if current else [],
    }  # fmt: skip
    return render(request, "office/preview.html", context, status=wrong.status if wrong else 200)


def _current(definition: Definition) -> queries.Edition | None:
    try:
        return queries.item(definition.code).current
    except NoSuchItem:
        return None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("请填写生效日期。", next_step="日期写成 2026-12-01 的形式。") from None
