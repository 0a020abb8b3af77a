"""The address in the QR code of a case (办件二维码): whoever scans it is led to what of the case is his to see."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.portal.views.track import seen
from tongban.kernel import wall
from tongban.kernel.errors import NotYours
from tongban.registers.mandates import queries as mandates
from tongban.work.cases import queries
from tongban.work.cases.errors import NotFoundSo


@require_safe
@for_everybody
def scanned(request: Request, code: str) -> HttpResponse:
    """The desk for whose work it is, my case for its applicant and who acts for him, else how far it is and no name."""
    with wall.as_platform("case-code"):  # only its number and whose it is; the row each looks at as himself
        number, whose = queries.named_by(code)
    if number and _opens(request, number, whose):
        return redirect(f"{'/desk' if request.actor.is_official else '/my'}/cases/{number}/")
    with wall.shown(number):  # he holds its code, and learns what that alone lets him know
        case = queries.numbered(number)
        if case is not None:
            return render(request, "portal/tracked.html", seen(queries.told(case), named=False))
    wrong = NotFoundSo("没有查到这个办件，二维码不完整或者已经失效。", next_step="请重新扫描，或者用办件编号查询。")
    return render(request, "portal/track.html", {"number": "", "wrong": wrong}, status=wrong.status)


def _opens(request: Request, number: str, whose: str) -> bool:
    """Whether he may open the case itself, or may once he changes to another of his hats, which its page offers."""
    actor = request.actor
    if not actor.signed_in or not (actor.is_official or actor.kind == "person"):
        return False
    try:
        queries.case_for(actor, number)
    except NotYours:
        return actor.kind == "person" and whose != actor.applicant and mandates.may_act_for(actor.id, whose)
    return True
