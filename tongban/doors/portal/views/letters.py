"""Writing to whoever has my case, asking to hurry, and taking the whole course along (留言、催办、办理过程)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import course
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.switching import offered
from tongban.engines import documents
from tongban.kernel.errors import Refusal
from tongban.work.cases import queries as cases
from tongban.work.letters import actions, queries


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
@offered(cases.holder_of)
def listed(request: Request, number: str) -> HttpResponse:
    """Everything written about the case, in order; a word, or a request to hurry."""
    case, wrong = cases.case_for(request.actor, number), None
    words = request.POST.get("words", "")
    if request.method == "POST":
        try:
            verb = actions.hurry if request.POST.get("hurry") else actions.write
            verb(request.actor, number, words=words, key=request.POST.get("key", ""))
        except Refusal as refused:
            if refused.status == 404:
                raise
            wrong = refused
        else:
            messages.success(request, "已发送，答复会出现在这里，并发消息告诉您。")
            return redirect("portal:letters", number)
    found = queries.of_case(case)
    context = {
        "case": case, "letters": found, "wrong": wrong, "words": words, "again": queries.hurry_again(found),
        "may_hurry": case.state in queries.HURRIED,
    }  # fmt: skip
    return render(request, "portal/letters.html", context, status=wrong.status if wrong else 200)


@require_safe
@person_only
def paper(request: Request, number: str) -> HttpResponse:
    """The whole course of the case as a PDF: what happened and when, the papers, what was written."""
    case = cases.case_for(request.actor, number)
    written = documents.render("course", course.facts(request.actor, case))
    said = {"Content-Disposition": f'inline; filename="{case.number}.pdf"', "Cache-Control": "no-store, private"}
    return HttpResponse(written, content_type="application/pdf", headers=said)
