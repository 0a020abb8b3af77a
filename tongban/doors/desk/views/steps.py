"""Opinions on an open step; the signature on the deciding step is the decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from tongban.doors.desk.showing import phrases
from tongban.doors.desk.standing import Desked, attempt_with_grace, for_officials
from tongban.doors.desk.views.cases import back_to, page
from tongban.kernel.errors import Invalid
from tongban.work.approvals import actions
from tongban.work.approvals import queries as approvals
from tongban.work.cases import queries

SAID = {"agree": "同意", "disagree": "不同意"}


@require_POST
@for_officials
def opinion(request: Desked, number: str, step: str) -> HttpResponse:
    """签署意见."""
    case = queries.case_for(request.actor, number)
    post = request.POST
    if post.get("verdict") not in SAID:
        why = Invalid("请选择“同意”或“不同意”。", next_step="选择后再次点击“签署意见”，已填写的内容都还在。")
        return page(request, case, why, post.dict())
    law = post.get("law_other", "").strip() or post.get("law", "")
    if not law and post.get("phrase"):
        law = phrases.law_of(approvals.phrases(request.actor), post["phrase"])
    refusal = attempt_with_grace(
        actions.sign, request.actor, str(case.pk), step, verdict=post["verdict"],
        text=phrases.joined(post.get("phrase", ""), post.get("text", "")),
        law=law, second_officer=post.get("second_officer", ""),
        place=post.get("place", ""), present=post.get("present", ""),
        key=post.get("key", ""),
    )  # fmt: skip
    if refusal:
        return page(request, queries.case_for(request.actor, number), refusal, post.dict())
    messages.success(request, f"已签署“{SAID[post['verdict']]}”，意见已记入办件。")
    return back_to(request, case)
