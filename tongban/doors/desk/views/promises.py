"""Looking into what was promised instead of a document (核查承诺): kept or broken, with what was found."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases
from tongban.work.undertakings import actions, queries
from tongban.work.undertakings.errors import NoSuchUndertaking


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def promise(request: Desked, number: str, code: str) -> HttpResponse:
    """The promise, what was given on it, and the two conclusions."""
    case = cases.case_for(request.actor, number)
    made = [one for one in queries.of_case(str(case.pk)) if one.code == code]
    if not made:
        raise NoSuchUndertaking
    one = queries.undertaking_for(request.actor, str(made[-1].pk))
    said = {name: request.POST.get(name, "").strip() for name in ("finding", "law")}
    refusal = None
    if request.method == "POST":
        key, kept = request.POST.get("key", ""), request.POST.get("verdict") == "kept"
        if kept:
            refusal = attempt(actions.keep, request.actor, str(one.pk), finding=said["finding"], key=key)
        else:
            refusal = attempt(actions.break_, request.actor, str(one.pk), key=key, **said)
        if refusal is None:
            messages.success(request, "已记录：承诺属实。" if kept else "已记录：承诺不实，已转审批岗位依法处理。")
            return redirect("desk:home")
    context = {
        "case": case, "one": one, "said": said, "refusal": refusal, "given": licences.from_source(case.subject),
        "record": queries.record_of(case.applicant),
    }  # fmt: skip
    return render(request, "desk/promise.html", context, status=refusal.status if refusal else 200)
