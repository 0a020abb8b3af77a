"""My credit (我的信用): what is on record, what it keeps me from, and how it is mended."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.kernel.errors import Refusal
from tongban.registers.credit import actions, queries
from tongban.registers.identity import queries as identity


@person_only
def mine(request: Request) -> HttpResponse:
    """My record, or that of whom I act for."""
    record = queries.mine(request.actor)
    names = {one.department: identity.department(one.department).name for one in record.bars}
    return render(request, "portal/credit.html", {
        "record": record, "bars": [(one, names[one.department]) for one in record.bars],
        "applicant": identity.applicant(request.actor.applicant),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def repair(request: Request, bar: UUID) -> HttpResponse:
    """申请信用修复、提出异议: one text, answered within five working days."""
    found = queries.bar_for(request.actor, str(bar))
    refusal, what = None, request.POST.get("what", "")
    if request.method == "POST":
        try:
            actions.ask_repair(request.actor, str(bar), what=what, key=request.POST.get("key", ""))
            messages.success(request, "已提交，作出限制的部门会在五个工作日内答复您。")
            return redirect("portal:credit")
        except Refusal as said:
            if said.status == 404:
                raise
            refusal = said
    context = {"bar": found, "what": what, "refusal": refusal}
    return render(request, "portal/repair.html", context, status=refusal.status if refusal else 200)
