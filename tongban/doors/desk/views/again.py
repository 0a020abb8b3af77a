"""Looking again at what a machine decided: a sample (抽查), or because the applicant asks (人工复核)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases
from tongban.work.rulings import actions, queries
from tongban.work.rulings.kinds import SAMPLE


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def again(request: Desked, number: str, kind: str, key: UUID) -> HttpResponse:
    """What the machine decided and by what; agreed with, or found wrong."""
    case = cases.case_for(request.actor, number)
    found = queries.sample_for if kind == SAMPLE else queries.review_for
    one = found(request.actor, str(key))
    said = {name: request.POST.get(name, "").strip() for name in ("finding", "text", "rule")}
    refusal = None
    if request.method == "POST":
        once = request.POST.get("key", "")
        if kind == SAMPLE:
            refusal = attempt(actions.judge_sample, request.actor, str(key), key=once, **said)
        else:
            said.pop("rule")
            refusal = attempt(actions.answer_review, request.actor, str(key), key=once, **said)
        if refusal is None:
            wrong = said["finding"] == "wrong"
            messages.success(request, "已记录：决定有误，请依法更正或者撤销。" if wrong else "已记录：决定正确。")
            return redirect("desk:case", number) if wrong else redirect("desk:home")
    context = {
        "case": case, "one": one, "ruling": one.ruling, "sample": kind == SAMPLE, "said": said, "refusal": refusal,
        "given": licences.from_source(case.subject), "untouched": queries.untouched(one.ruling),
    }  # fmt: skip
    return render(request, "desk/again.html", context, status=refusal.status if refusal else 200)
