"""The words of notices (文书样式): which are in force, what they say, changing, checking, looking, publishing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tongban.doors.office import drafts, shown, typed
from tongban.doors.office.standing import Standing, for_operators
from tongban.engines import documents
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.wordings import actions, queries
from tongban.registers.wordings.errors import NoSuchWording
from tongban.registers.wordings.kinds import Complaint, Wording


@for_operators
def listed(request: Standing) -> HttpResponse:
    """Every kind of notice, in the order of a case's life."""
    return render(request, "office/wordings.html", {"kinds": queries.kinds(), "departments": shown.department_names()})


@for_operators
def one(request: Standing, code: str) -> HttpResponse:
    """One kind: what it says now for the city or a department, and every version there ever was."""
    context = _about(request, code)
    wording = queries.in_force(code, context["department"])
    said = wording.specimen(context["agency"])
    context |= {"wording": wording, "text": said, "versions": queries.versions(code)}
    return render(request, "office/wording.html", context)


@for_operators
def version(request: Standing, code: str, number: int) -> HttpResponse:
    """One version as it was published, and what it changed."""
    context = _about(request, code)
    rows = [row for row in queries.versions(code) if row.department == context["department"]]
    row = next((row for row in rows if row.number == number), None)
    if row is None:
        raise NoSuchWording
    before = next((b for b in rows if b.number < number and b.text), None)
    now, then = queries.wording_of(row), (queries.wording_of(before) if before else None) or queries.builtin(code)
    context |= {"row": row, "before": before, "overtaken": now is None and not row.steps_back}
    context |= {"differences": shown.differences(queries.compare(then, now)) if now else []}
    return render(request, "office/wording_version.html", context)


@for_operators
def edit(request: Standing, code: str) -> HttpResponse:
    """The words in force as a text to be changed."""
    context = _about(request, code)
    return _editing(request, context, queries.in_force(code, context["department"]).text)


@require_POST
@for_operators
def check(request: Standing, code: str) -> HttpResponse:
    """What is wrong with the text, or how the notice will read and what changes."""
    context, text = _about(request, code), typed.text(request)
    wording, wrong = queries.judge(code, text)
    return _editing(request, context, text, wrong) if wording is None else _preview(request, context, wording)


@require_POST
@for_operators
def publish(request: Standing, code: str) -> HttpResponse:
    """Publish what was looked at; what is refused is said on the same page."""
    context, text = _about(request, code), typed.text(request)
    wording, wrong = queries.judge(code, text)
    if wording is None:
        return _editing(request, context, text, wrong)
    try:
        if request.POST.get("sure") != "yes":
            raise Invalid("请先勾选“我已核对”，再发布。", next_step="发布后的版本不能修改，只能发布新的版本。")
        row = actions.publish(
            request.actor, code, text, department=context["department"], note=request.POST.get("note", ""),
            after=typed.after(request), key=request.POST.get("key", ""),
        )
    except Refusal as refusal:
        return _preview(request, context, wording, refusal)
    messages.success(request, f"已发布“{context['kind'].name}”第 {row.number} 版，从现在起送达的文书使用这一版。")
    return redirect(_address(code, context["department"]))


@require_POST
@for_operators
def step_back(request: Standing, code: str) -> HttpResponse:
    """Use what stood before again."""
    context = _about(request, code)
    actions.step_back(
        request.actor, code, department=context["department"], note=request.POST.get("note", ""),
        after=typed.after(request), key=request.POST.get("key", ""),
    )  # fmt: skip
    messages.success(request, "已停用，从现在起送达的文书使用上一层样式。")
    return redirect(_address(code, context["department"]))


@for_operators
def sample(request: Standing, code: str) -> HttpResponse:
    """The notice with sample contents as a PDF: of the words in force, or of the text that was sent."""
    context = _about(request, code)
    wording: Wording | None = queries.in_force(code, context["department"])
    if request.method == "POST":
        text = typed.text(request)
        wording, wrong = queries.judge(code, text)
        if wording is None:
            return _editing(request, context, text, wrong)
    assert wording is not None
    facts = wording.specimen(context["agency"])
    pdf = documents.render(facts["template"], facts, qr=request.build_absolute_uri("/"))
    return HttpResponse(
        pdf, content_type="application/pdf",
        headers={"Cache-Control": "no-store", "Content-Disposition": f'inline; filename="{code}.pdf"'},
    )  # fmt: skip


def _about(request: HttpRequest, code: str) -> dict[str, Any]:
    """What every page of a kind shows: whose words they are, and how new."""
    fixed, names = queries.builtin(code).fixed, shown.department_names()
    asked = request.POST if request.method == "POST" else request.GET
    department = asked.get("department", "")
    if department and department not in names:
        raise NoSuchWording("没有这个部门。")
    return {
        "code": code, "kind": fixed, "department": department, "departments": names,
        "agency": names.get(department, ""), "newest": queries.newest(code, department),
    }  # fmt: skip


def _editing(
    request: HttpRequest, context: dict[str, Any], text: str, wrong: list[Complaint] | None = None
) -> HttpResponse:
    told = [(one, drafts.around(text, one.line)) for one in wrong or ()]
    locked = [p for pieces in queries.builtin(context["code"]).sections.values() for p in pieces if p.locked]
    context |= {"text": text, "complaints": told, "locked": locked}
    return render(request, "office/wording_edit.html", context, status=422 if wrong else 200)


def _preview(
    request: HttpRequest, context: dict[str, Any], wording: Wording, refused: Refusal | None = None
) -> HttpResponse:
    current = queries.in_force(context["code"], context["department"])
    context |= {
        "draft": wording.text, "text": wording.specimen(context["agency"]), "wrong": refused, "current": current,
        "differences": shown.differences(queries.compare(current, wording)), "note": request.POST.get("note", ""),
        "after": typed.after(request),
    }  # fmt: skip
    return render(request, "office/wording_preview.html", context, status=refused.status if refused else 200)


def _address(code: str, department: str) -> str:
    return reverse("office:wording", args=[code]) + (f"?department={department}" if department else "")
