"""Changes of the library (事项变更): the list, beginning one, one with its texts and its plan."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.office import drafts, revised
from tongban.doors.office.standing import Standing, for_office, for_operators
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.work.revisions import actions, queries
from tongban.work.revisions.errors import Unchanged
from tongban.work.revisions.kinds import Kind, Plan, State

LARGEST = 2**20
TABS = {"open": "办理中", **dict(State.choices), "": "全部"}


@for_office
def listed(request: Standing) -> HttpResponse:
    """What is being changed, and what was."""
    state, after = request.GET.get("state", "open"), request.GET.get("after", "")
    state = state if state in TABS else "open"
    found = queries.listed(request.actor, state, after=after)
    more = f"?state={state}&after={found[-1].pk}" if len(found) == queries.PAGE else ""
    context = {"revisions": found, "tabs": TABS, "state": state, "more": more, "tones": revised.TONES}
    return render(request, "office/revisions.html", context)


@for_operators
def begin(request: Standing) -> HttpResponse:
    """Begin one: what shall happen, to which items, and where the text comes from."""
    if request.method == "POST":
        try:
            return _begun(request)
        except Refusal as refusal:
            return _form(request, refusal)
    return _form(request)


@for_office
def one(request: Standing, number: str) -> HttpResponse:
    """A change: its texts, what is wrong with them, what they change, and who may do what now."""
    return revised.page(request, queries.revision_for(request.actor, number))


@for_operators
def text(request: Standing, number: str, place: int) -> HttpResponse:
    """One text to edit; what a colleague saved meanwhile is shown beside what was typed."""
    revision = queries.revision_for(request.actor, number)
    row = queries.text_at(revision, place)
    typed, wrong = row.text, None
    if request.method == "POST":
        typed = _typed(request)
        try:
            actions.save(request.actor, number, place, typed, _number(request.POST.get("version", "")))
            messages.success(request, "已保存。")
            return redirect("office:revision-text", number, place)
        except Unchanged:
            return redirect("office:revision-text", number, place)
        except Refusal as refusal:
            wrong, row = refusal, queries.text_at(revision, place)
    return revised.text_page(request, revision, row, typed, wrong)


@require_POST
@for_operators
def plan(request: Standing, number: str) -> HttpResponse:
    """Why, from when, until when."""
    key = request.POST.get("key", "")
    try:
        said = Plan(
            request.POST.get("reason", ""), request.POST.get("note", ""),
            _day(request.POST.get("effective_on", "")), _day(request.POST.get("ends_on", "")),
        )  # fmt: skip
        actions.plan(request.actor, number, said, key=key)
    except Refusal as refusal:
        return revised.page(request, queries.revision_for(request.actor, number), refusal)
    messages.success(request, "变更说明已保存。")
    return redirect("office:revision", number)


@require_POST
@for_operators
def add_text(request: Standing, number: str) -> HttpResponse:
    """One more item in a split."""
    row = actions.add_text(request.actor, number, key=request.POST.get("key", ""))
    return redirect("office:revision-text", number, row.place)


@require_POST
@for_operators
def take_text(request: Standing, number: str, place: int) -> HttpResponse:
    """One item less in a split."""
    actions.take_text(request.actor, number, place, key=request.POST.get("key", ""))
    return redirect("office:revision", number)


@require_POST
@for_operators
def move_base(request: Standing, number: str, place: int) -> HttpResponse:
    """It has been compared with the newest edition."""
    actions.move_base(request.actor, number, place, key=request.POST.get("key", ""))
    messages.success(request, "已以现行版本为基础。")
    return redirect("office:revision", number)


def _form(request: Standing, wrong: Refusal | None = None) -> HttpResponse:
    said = request.POST if request.method == "POST" else request.GET
    context = {
        "kinds": Kind.choices, "kind": said.get("kind", ""), "chosen": said.getlist("item"), "wrong": wrong,
        "items": catalogue.arranged(limit=2000), "packaged": drafts.packaged(), "folder": said.get("folder", ""),
        "text": said.get("text", ""), "reason": said.get("reason", ""),
    }  # fmt: skip
    return render(request, "office/revision_new.html", context, status=wrong.status if wrong else 200)


def _begun(request: Standing) -> HttpResponse:
    kind, name = request.POST.get("kind", ""), request.POST.get("folder", "")
    items = [] if kind == Kind.ADD else request.POST.getlist("item")
    given = _typed(request)
    texts = [given] if given.strip() and kind in (Kind.ADD, Kind.CHANGE, Kind.MERGE) else []
    folder = None
    if name and kind in (Kind.ADD, Kind.CHANGE) and not texts:
        texts, folder = [drafts.text_of_folder(name)], drafts.folder_of(name)
    revision = actions.begin(
        request.actor, kind, items, texts=texts, reason=request.POST.get("reason", ""), folder=folder,
        key=request.POST.get("key", ""),
    )  # fmt: skip
    return redirect("office:revision", revision.pk)


def _typed(request: Standing) -> str:
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("text", "")
    if (file.size or 0) > LARGEST:
        raise Invalid("文件不能超过 1 MB。", next_step="请检查是否选错了文件；事项文件是一份 YAML 文本。")
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("文件不是 UTF-8 编码的文本。", next_step="请另存为 UTF-8 编码后重新上传。") from None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(f"日期“{text[:20]}”不对。", next_step="日期写成 2026-12-01 的形式。") from None
