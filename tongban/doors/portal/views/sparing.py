"""Not handing in (免于提交): let data be fetched or not, ask again, ask another person, use an earlier document."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.parts import back
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import filled
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.apply import editable
from tongban.registers.identity import queries as identity
from tongban.registers.sources import actions as sources
from tongban.registers.sources import queries as data_rows
from tongban.registers.visits import actions as visits
from tongban.registers.visits import queries as windows
from tongban.work.cases import actions as cases


@require_POST
@person_only
def fetch(request: Request, draft: UUID, code: str) -> HttpResponse:
    """Agree that it is fetched, or hand it in oneself."""
    case = editable(request, draft)
    filled.verbs(case).fetch(request.actor, str(case.pk), code, agree=request.POST.get("agree") == "yes")
    return _home(request, str(case.pk), code)


@require_POST
@person_only
def verify(request: Request, draft: UUID, code: str) -> HttpResponse:
    """Ask a source once more that did not answer."""
    case = editable(request, draft)
    filled.verbs(case).verify(request.actor, str(case.pk), again=code)
    return _home(request, str(case.pk), code)


@require_POST
@person_only
def holder(request: Request, draft: UUID, code: str) -> HttpResponse:
    """Ask whose data they are."""
    case = editable(request, draft)
    filled.verbs(case).ask_holder(request.actor, str(case.pk), code, key=request.POST.get("key", ""))
    return _home(request, str(case.pk), code)


@require_POST
@person_only
def again(request: Request, draft: UUID, code: str) -> HttpResponse:
    """Use an accepted document of an earlier application."""
    case = editable(request, draft)
    given = request.POST.get("given", "")
    cases.reuse(request.actor, str(case.pk), code, given, key=request.POST.get("key", ""))
    return _home(request, str(case.pk), code)


@person_only
def data(request: Request) -> HttpResponse:
    """Who used my data, what for and when; what I am asked to agree to; and where somebody writes for me now."""
    if request.method == "POST" and request.POST.get("visit"):
        visits.end(request.actor, request.POST["visit"], key=request.POST.get("key", ""))
        messages.success(request, "已结束，窗口不能再为您录入。录入的内容在您的草稿里，没有提交。")
        return redirect("portal:data")
    if request.method == "POST":
        give = request.POST.get("answer") == "yes"
        sources.answer(request.actor, request.POST.get("authorisation", ""), give=give, key=request.POST.get("key", ""))
        messages.success(request, "已同意，只用于这一件事。" if give else "已记录：不同意使用。对方会改交纸质证明。")
        return redirect("portal:data")
    uses = data_rows.uses_of(request.actor, request.GET.get("before", ""))
    asked = data_rows.asked_of(request.actor)
    here = windows.of_person(request.actor)
    met = {one.department for one in uses} | {one.department for one in asked} | {one.department for one in here}
    names = identity.department_names(met)
    return render(request, "portal/data.html", {
        "uses": uses, "asked": asked, "names": names, "here": here,
        "more": str(uses[-1].pk) if len(uses) == data_rows.PAGE else "",
        "first": "before" not in request.GET,
    })  # fmt: skip


def _home(request: Request, case_id: str, code: str) -> HttpResponse:
    return redirect(back.wanted(request, f"/apply/{case_id}/materials/#m-{code}"))
