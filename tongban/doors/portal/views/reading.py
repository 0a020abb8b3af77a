"""What a machine read from a material just handed in (机器识读): shown while the applicant is still there."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from PIL import Image

from tongban.doors.parts import back, marking
from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.apply import editable
from tongban.kernel.errors import NotYours
from tongban.registers.materials import queries as library
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows


@require_safe
@person_only
def fragment(request: Request, draft: UUID, code: str) -> HttpResponse:
    """The part of the materials page that says what was read, which the page asks for again until it is there."""
    case = editable(request, draft)
    slot = next((s for s in rows.slots(case) if s.code == code), None)
    context = {"case": case, "slot": slot, "seen": _seen(case, code), "next": back.wanted(request, "")}
    answer = render(request, "portal/reading.html", context)
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_safe
@person_only
def picture(request: Request, draft: UUID, code: str, page: int) -> HttpResponse:
    """One page as it was read, each doubt framed where it stands."""
    seen = _seen(editable(request, draft), code)
    if not 1 <= page <= len(seen.pages):
        raise NotYours
    image = Image.open(BytesIO(library.picture(seen.material, page - 1, 1000)))
    shown = marking.near(image, seen.pages[page - 1], seen.doubts, page - 1)
    headers = {"Cache-Control": "no-store, private"}
    return HttpResponse(marking.jpeg(shown), content_type="image/jpeg", headers=headers)


@require_POST
@person_only
def assure(request: Request, draft: UUID, code: str) -> HttpResponse:
    """Keep the document although the machine doubts it, saying why."""
    case = editable(request, draft)
    reason, key = request.POST.get("reason", ""), request.POST.get("key", "")
    cases.assure(request.actor, str(case.pk), code, reason=reason, key=key)
    return redirect(back.wanted(request, f"/apply/{case.pk}/materials/#m-{code}"))


def _seen(case: Any, code: str) -> Any:
    found = rows.seen(case).get(code)
    if found is None:
        raise NotYours("这份材料没有可以识读的文件。", next_step="请返回材料页面查看。")
    return found
