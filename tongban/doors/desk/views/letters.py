"""Answering what an applicant wrote about his case, and writing to him (答复留言和催办)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.doors.desk.views.cases import page
from tongban.work.cases import queries as cases
from tongban.work.letters import actions, queries


@require_safe
@for_officials
def letter(request: Desked, letter: UUID) -> HttpResponse:
    """From the work list to where it is answered: the case it is about."""
    return _there(queries.letter_for(request.actor, str(letter)).case.number or "")


@require_POST
@for_officials
def write(request: Desked, number: str) -> HttpResponse:
    """Answer the letter that is named, or write to the applicant of oneself."""
    case = cases.case_for(request.actor, number)
    words, answers, key = (request.POST.get(name, "") for name in ("words", "answers", "key"))
    if answers:
        refusal = attempt(actions.reply, request.actor, answers, words=words, key=key)
    else:
        refusal = attempt(actions.tell, request.actor, number, words=words, key=key)
    if refusal:
        return page(request, case, refusal, {"words": words, "answers": answers}, view="letters")
    messages.success(request, "已发送，申请人会收到消息。")
    return _there(number)


def _there(number: str) -> HttpResponse:
    return redirect(f"{reverse('desk:case', args=[number])}?view=letters")
