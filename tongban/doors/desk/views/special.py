"""Special procedures (特别程序): the clock stands and goes on only through these pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.showing import checklist, phrases
from tongban.doors.desk.showing.gaplist import Problem
from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.doors.desk.views.cases import back_to, errand
from tongban.work.cases import actions, queries

LAW = "行政许可法 第四十五条"


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def pause(request: Desked, number: str) -> HttpResponse:
    """启动特别程序: which, why, by which law, how long; the notice is read before it is served."""
    case = queries.case_for(request.actor, number)
    post = request.POST
    said = {
        "reason": phrases.joined(post.get("phrase", ""), post.get("text", "")),
        "law": post.get("law_other", "").strip() or post.get("law", ""), "needed": post.get("needed", "").strip(),
    }  # fmt: skip
    form: dict[str, Any] = {"phrases": phrases.PAUSES, "laws": [LAW, *checklist.laws(case)], "typed": post, **said}
    step = post.get("step", "edit")
    if step == "edit" or not all(said.values()):
        return errand(request, case, "pause", problems=_lacking(said) if step != "edit" else [], **form)
    if step == "preview":
        return errand(request, case, "pause_check", text=queries.notice_text(case, "special-procedure", **said), **form)
    refusal = attempt(actions.pause, request.actor, str(case.pk), **said, key=post.get("key", ""))
    if refusal:
        return errand(request, case, "pause", refusal, **form)
    messages.success(request, "特别程序已启动，时限暂停，特别程序告知书已送达申请人。")
    return back_to(request, case)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def resumption(request: Desked, number: str) -> HttpResponse:
    """恢复办理: what came out, and the clock goes on."""
    case = queries.case_for(request.actor, number)
    if request.method != "POST":
        return errand(request, case, "resume", pause=case.pauses.filter(ended_at=None).first())
    said = request.POST.get("result", "")
    refusal = attempt(actions.resume, request.actor, str(case.pk), result=said, key=request.POST.get("key", ""))
    if refusal:
        pause = case.pauses.filter(ended_at=None).first()
        return errand(request, case, "resume", refusal, pause=pause, result=said)
    messages.success(request, "特别程序结束，时限从今天起继续计算。")
    return back_to(request, case)


def _lacking(said: dict[str, str]) -> list[Problem]:
    asked = {
        "reason": Problem("text", "请选择特别程序并说明原因。"),
        "law": Problem("law", "请选择或写明法律依据。"),
        "needed": Problem("needed", "请写明预计需要多长时间，例如“5 个工作日”。"),
    }
    return [asked[name] for name, value in said.items() if not value]
