"""A document photographed at the window, cut out of its picture (裁剪): four corners, quarters of a turn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.desk.showing import intake as looks
from tongban.doors.desk.showing import preview
from tongban.doors.desk.standing import Desked, for_officials
from tongban.kernel.errors import Refusal
from tongban.registers.materials import actions as library
from tongban.registers.materials import queries as documents
from tongban.registers.materials.errors import NotYourMaterial
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows

CORNERS = (("tl", "左上角"), ("tr", "右上角"), ("br", "右下角"), ("bl", "左下角"))
TURNS = {"0": "不旋转", "1": "向右 90°", "2": "180°", "3": "向左 90°"}


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def crop(request: Desked, visit: UUID, draft: UUID, code: str) -> HttpResponse:
    """The picture with its corners, found by the machine and moved by hand; what is cut takes its place."""
    with looks.writing(request.actor, visit, draft) as (row, acting, case):
        slot, kept = _kept(acting, case, code)
        shown = {"visit": row, "case": case, "slot": slot, "turns": TURNS, "refusal": None}
        if request.method != "POST":
            return render(request, "desk/crop.html", shown | {"corners": _said(documents.edges_of(kept))})
        key = request.POST.get("key", "")
        try:
            cut = library.crop(acting, str(kept.pk), _corners(request.POST), _turn(request.POST), key=key)
        except Refusal as why:
            shown |= {"refusal": why, "corners": _said(_corners(request.POST))}
            return render(request, "desk/crop.html", shown, status=why.status)
        cases.give(acting, str(case.pk), code, str(cut.pk), key=key)
        library.hide(acting, str(kept.pk), key=key)  # the uncut picture is not offered again
        return redirect(f"{reverse('desk:intake-form', args=[row.pk, case.pk])}#m-{code}")


@require_safe
@for_officials
def picture(request: Desked, visit: UUID, draft: UUID, code: str) -> HttpResponse:
    """The picture that lies in the slot, as it is seen, with the clerk's name over it."""
    with looks.writing(request.actor, visit, draft) as (_, acting, case):
        shown = preview.picture(_kept(acting, case, code)[1], 1, "fit", "", request.actor)
    return HttpResponse(shown, content_type="image/jpeg", headers={"Cache-Control": "no-store, private"})


def _kept(acting: Any, case: Any, code: str) -> tuple[Any, Any]:
    slot = next((s for s in rows.slots(case) if s.code == code and s.material_id), None)
    if slot is None:
        raise NotYourMaterial
    return slot, documents.material_for(acting, slot.material_id)


def _said(corners: Any) -> list[tuple[str, str, str, str]]:
    """Each corner with its name and its place in percent."""
    places = (corners[i] if i < len(corners) else (0, 0) for i in range(4))
    return [(name, title, f"{100 * x:.1f}", f"{100 * y:.1f}") for (name, title), (x, y) in
            zip(CORNERS, places, strict=True)]  # fmt: skip


def _corners(post: Any) -> tuple[tuple[float, float], ...]:
    return tuple((_share(post.get(f"{name}_x", "")), _share(post.get(f"{name}_y", ""))) for name, _ in CORNERS)


def _share(text: str) -> float:
    """A place in percent; what is none lies outside every picture and is refused there."""
    try:
        found = float(text)
    except ValueError:
        return -1
    return found / 100 if 0 <= found <= 100 else -1


def _turn(post: Any) -> int:
    return int(post.get("turn", "0")) if post.get("turn") in TURNS else 0
