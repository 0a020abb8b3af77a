"""A draft as people would see it (预览): the real pages with a definition that is not published; nothing can be sent.

The page is sandboxed: no script runs and no form is sent, and only our own pages may hold it in a frame.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tongban.doors.parts.asking import Asking
from tongban.doors.parts.audience import for_signed_in
from tongban.doors.parts.modes import Modes
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import finding, guiding
from tongban.kernel import time
from tongban.registers.catalogue.kinds import Definition, words
from tongban.work.revisions import queries as revisions

POLICY = (
    "default-src 'self'; script-src 'none'; style-src 'self'; img-src 'self' data:; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'; object-src 'none'; sandbox allow-same-origin"
)
MODES = {"elder": Modes(elder=True), "kiosk": Modes(size="xl")}


@for_signed_in
def guide(request: Request, number: str, place: int) -> HttpResponse:
    """The guide of a draft."""
    definition = _draft(request, number, place)
    chosen = guiding.answers(definition, request.GET.dict())
    known = guiding.facts(request.actor, chosen)
    undecided = guiding.open_names(definition, known, chosen)
    listed = guiding.materials(definition, known, undecided)
    shown = [m for m in listed if m.needed is not False]
    return _framed(request, "portal/guide.html", {
        "item": SimpleNamespace(
            code=definition.code, title=definition.title.zh, alias=definition.alias, offered=True, state_reason="",
        ),
        "edition": SimpleNamespace(number="（草稿）", in_force_from=time.today()),
        "d": definition, "guide": definition.guide, "chosen": chosen, "answered": False, "materials": shown,
        "spared": len(listed) - len(shown), "free": sum(1 for m in shown if m.free), "stop": None,
        "drawing": guiding.drawing(definition, known, undecided),
        "steps": guiding.step_rows(definition, known, undecided), "outlets": guiding.outlets(definition),
        "department": finding.department_name(definition.owner),
        "partners": [finding.department_name(p) for p in definition.guide.partners],
        "words": guiding.codes(definition), "serves": [words.SERVES.get(s, ("", s))[1] for s in definition.serves],
        "fits": True, "rated": 0, "drafts": [],
    })  # fmt: skip


@for_signed_in
def page(request: Request, number: str, place: int, page: str) -> HttpResponse:
    """One page of a draft's form, every question asked, so that each can be looked at."""
    definition = _draft(request, number, place)
    found = next((one for one in definition.form.pages if one.name == page), None)
    if found is None:
        raise Http404
    case = SimpleNamespace(pk=revisions.revision_for(request.actor, number).pk, number="", title=definition.title.zh)
    asking = [Asking(field, "", False) for field in definition.form.fields.values() if field.page == page]
    return _framed(request, "portal/page.html", {
        "case": case, "page": found, "asking": asking, "values": {}, "problems": [], "step": "预览", "more": False,
    })  # fmt: skip


def _draft(request: Request, number: str, place: int) -> Definition:
    """The draft's definition, for whoever may see the change; raises `NoSuchRevision`, or 404 while it is wrong."""
    revision = revisions.revision_for(request.actor, number)
    definition = next((one.definition for one in revisions.judged(revision) if one.place == place), None)
    if definition is None:
        raise Http404
    return definition


def _framed(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    mode = MODES.get(request.GET.get("mode", ""), Modes())
    answer = render(request, template, {**context, "modes": mode})
    answer["Content-Security-Policy"] = POLICY
    answer["X-Frame-Options"] = "SAMEORIGIN"
    return answer
