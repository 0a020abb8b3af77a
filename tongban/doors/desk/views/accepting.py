"""The window's errands: accept, ask for everything that is missing, do not accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.desk.showing import checklist, gaplist, phrases
from tongban.doors.desk.standing import Desked, attempt_with_grace, for_officials, served
from tongban.doors.desk.views.cases import back_to, errand, page
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.work.cases import actions, queries
from tongban.work.cases.actions.accepting import supply_until

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


@require_POST
@for_officials
def acceptance(request: Desked, number: str) -> HttpResponse:
    """受理."""
    case = queries.case_for(request.actor, number)
    refusal = attempt_with_grace(actions.accept, request.actor, str(case.pk), key=request.POST.get("key", ""))
    if refusal:
        return page(request, queries.case_for(request.actor, number), refusal)
    messages.success(request, served("已受理，受理通知书已送达申请人，承诺时限从下一个工作日起算。"))
    return back_to(request, case)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def gaps(request: Desked, number: str) -> HttpResponse:
    """一次性告知补正: choose everything, read the notice, send it."""
    case = queries.case_for(request.actor, number)
    wanted = gaplist.GapList.of(case, request.POST)
    step = request.POST.get("step", "edit")
    if step == "edit" or wanted.problems:
        tried = request.method == "POST" and step != "edit"
        return _gap_page(request, case, wanted, tried=tried)
    if step == "preview":
        return errand(request, case, "gaps_check", wanted=wanted, text=_gap_text(case, wanted))
    refusal = attempt_with_grace(
        actions.ask_for_more, request.actor, str(case.pk), wanted.specs, key=request.POST.get("key", "")
    )
    if refusal:
        return _gap_page(request, case, wanted, refusal=refusal)
    messages.success(request, served(f"补正告知书已送达申请人，共 {len(wanted.specs)} 项；等待补正期间不计时限。"))
    return back_to(request, case)


def _gap_page(
    request: Desked, case: Case, wanted: gaplist.GapList, tried: bool = False, refusal: Refusal | None = None
) -> HttpResponse:
    told, problems = case.gaps.order_by("-told_at").first(), wanted.problems if tried else []
    return errand(request, case, "gaps", refusal, wanted=wanted, problems=problems, until=supply_until(case), told=told)


def _gap_text(case: Case, wanted: gaplist.GapList) -> dict[str, object]:
    return queries.notice_text(case, "list-of-gaps", gaps=wanted.specs, until=time.zh(supply_until(case)))


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def non_acceptance(request: Desked, number: str) -> HttpResponse:
    """不予受理: reason and law, the notice and its consequence, then the decision."""
    case = queries.case_for(request.actor, number)
    post = request.POST
    reason = phrases.joined(post.get("phrase", ""), post.get("text", ""))
    law = post.get("law_other", "").strip() or post.get("law", "")
    form: dict[str, Any] = {
        "phrases": phrases.for_refusal(case.definition), "laws": checklist.laws(case), "typed": post, "reason": reason,
        "law": law,
    }  # fmt: skip
    step = post.get("step", "edit")
    if step == "edit" or not (reason and law):
        return errand(request, case, "turn_away", problems=_lacking(reason, law) if step != "edit" else [], **form)
    if step == "preview":
        text = queries.notice_text(case, "non-acceptance", reason=reason, law=law)
        return errand(request, case, "turn_away_check", text=text, **form)
    refusal = attempt_with_grace(actions.turn_away, request.actor, str(case.pk), reason, law, key=post.get("key", ""))
    if refusal:
        return errand(request, case, "turn_away", refusal, **form)
    messages.success(request, served("已作出不予受理决定，决定书已送达申请人，此件办结。"))
    return back_to(request, case)


def _lacking(reason: str, law: str) -> list[gaplist.Problem]:
    found = [] if reason else [gaplist.Problem("text", "请选择或写明不予受理的理由。")]
    return found + ([] if law else [gaplist.Problem("law", "请选择或写明法律依据。")])
