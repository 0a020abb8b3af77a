"""Letting data fill a page of the form (数据预填): agree, decline, ask once more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tongban.doors.parts import back
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import fetching, filled
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.apply import editable
from tongban.kernel.errors import NotYours


@require_POST
@person_only
def fetch(request: Request, draft: UUID, page: str, source: str) -> HttpResponse:
    """The holder's word on one source of the page, or its question put again."""
    case = editable(request, draft)
    if page not in {p.name for p in case.definition.form.pages}:
        raise NotYours
    verbs, said = filled.verbs(case), request.POST.get("agree", "")
    if said in ("yes", "no"):
        verbs.allow(request.actor, str(case.pk), source, agree=said == "yes")
        if said == "yes":
            _say_what_came(request, fetching.filled_in(request.actor, editable(request, draft)), page, source)
    else:
        verbs.fill_in(request.actor, str(case.pk), again=source)
    return redirect(back.wanted(request, f"/apply/{case.pk}/p/{page}/"))


def _say_what_came(request: Request, case: Any, page: str, source: str) -> None:
    """That it is filled in now; where it is not, the page says why."""
    if source not in {one.source for one in fetching.lines(case, page)}:
        messages.success(request, "已按查到的信息填好，请核对。")
