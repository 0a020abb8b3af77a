"""Statements of the city and articles that help (城市声明、帮助文章): which stand, changing, looking, publishing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.office import drafts, typed
from tongban.doors.office.standing import Standing, for_operators
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.knowledge import actions, queries
from tongban.registers.knowledge.kinds import KINDS, STATEMENTS, Complaint, Page


@for_operators
def listed(request: Standing) -> HttpResponse:
    """Every text, by kind, with how often readers said it helped; and where a new one begins."""
    rows = queries.rows()
    found = [(row, page) for row in rows if (page := queries.page_of(row)) is not None]
    found.sort(key=lambda one: (one[1].order, one[0].code))
    shown = [(label, [one for one in found if one[1].kind == kind]) for kind, label in KINDS.items()]
    missing = [(code, title) for code, title in STATEMENTS.items() if code not in {row.code for row in rows}]
    off = [row for row in rows if not row.text]
    context = {"shown": shown, "off": off, "words": queries.words(), "missing": missing, "days": queries.DAYS}
    return render(request, "office/pages.html", context)


@for_operators
def begin(request: Standing) -> HttpResponse:
    """A new article under an address of its own."""
    return redirect("office:page", request.GET.get("code", "").strip().lower()[:60] or "new")


@for_operators
def edit(request: Standing, code: str) -> HttpResponse:
    """The text that stands, as it was typed, to be changed; and every version there ever was."""
    row = next((one for one in queries.versions(code) if one.text), None)
    return _editing(request, code, row.text if row else queries.BLANK)


@require_POST
@for_operators
def check(request: Standing, code: str) -> HttpResponse:
    """What is wrong with the text, or how it will read."""
    text = typed.text(request)
    page, wrong = queries.judge(code, text)
    return _editing(request, code, text, wrong) if page is None else _preview(request, code, text, page)


@require_POST
@for_operators
def again(request: Standing, code: str) -> HttpResponse:
    """Back from looking to changing, nothing lost."""
    return _editing(request, code, typed.text(request))


@require_POST
@for_operators
def publish(request: Standing, code: str) -> HttpResponse:
    """Publish what was looked at; what is refused is said on the same page."""
    text = typed.text(request)
    page, wrong = queries.judge(code, text)
    if page is None:
        return _editing(request, code, text, wrong)
    try:
        if request.POST.get("sure") != "yes":
            raise Invalid("请先勾选“我已核对”，再发布。", next_step="发布后的版本不能修改，只能发布新的版本。")
        row = actions.publish(
            request.actor, code, text, note=request.POST.get("note", ""), after=typed.after(request),
            key=request.POST.get("key", ""),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.status == 401:
            raise
        return _preview(request, code, text, page, refusal)
    messages.success(request, f"已发布“{page.chinese.title}”第 {row.number} 版，现在起网站上显示这一版。")
    return redirect("office:pages")


@require_POST
@for_operators
def withdraw(request: Standing, code: str) -> HttpResponse:
    """Take an article off the portal."""
    actions.withdraw(request.actor, code, note=request.POST.get("note", ""), after=typed.after(request),
                     key=request.POST.get("key", ""))  # fmt: skip
    messages.success(request, "已撤下，网站上不再显示；历史版本保留，修改后可以再发布。")
    return redirect("office:pages")


def _editing(request: HttpRequest, code: str, text: str, wrong: list[Complaint] | None = None) -> HttpResponse:
    told = [(one, drafts.around(text, one.line)) for one in wrong or ()]
    context = {
        "code": code, "text": text, "complaints": told, "versions": queries.versions(code),
        "newest": queries.newest(code), "statement": code in STATEMENTS,
    }  # fmt: skip
    return render(request, "office/page_edit.html", context, status=422 if wrong else 200)


def _preview(
    request: HttpRequest, code: str, text: str, page: Page, refused: Refusal | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "code": code, "text": text, "page": page, "wrong": refused, "after": typed.after(request),
        "note": request.POST.get("note", ""),
    }  # fmt: skip
    return render(request, "office/page_preview.html", context, status=refused.status if refused else 200)
