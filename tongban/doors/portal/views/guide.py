"""The guide of an item (办事指南), its papers, and the beginning of an application."""

from __future__ import annotations

import mimetypes
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tongban.doors.parts import papers
from tongban.doors.parts.audience import for_everybody, for_signed_in
from tongban.doors.parts.modes import Modes
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import around, english, finding, guiding, hearing, onpaper
from tongban.engines import documents
from tongban.kernel.actor import Actor
from tongban.kernel.errors import SignInFirst
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.errors import NoSuchItem
from tongban.registers.catalogue.kinds import words
from tongban.registers.favourites import queries as favourites
from tongban.registers.identity import queries as identity
from tongban.registers.places import queries as places
from tongban.watch.ratings import queries as ratings
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows


@for_everybody
@hearing.leads
def show(request: Request, code: str) -> HttpResponse:
    """Everything one asks before applying, in the order in which people ask; answers make it personal."""
    actor = request.actor
    try:
        item, edition = catalogue.item(code), catalogue.edition_in_force(code)
    except NoSuchItem:
        if catalogue.is_package(code):
            return redirect("portal:package", code)
        raise
    definition = edition.definition
    chosen = guiding.answers(definition, request.GET.dict())
    # A mandate opens its items: another page must not be told by what is known of its giver.
    known = guiding.facts(actor if actor.covers(code) else Actor.nobody(), chosen)
    mine = actor.kind == "person" and actor.signed_in and actor.covers(code)
    applicant = identity.applicant(actor.applicant) if mine else None
    undecided = guiding.open_names(definition, known, chosen)
    listed = guiding.materials(definition, known, undecided)
    shown = [m for m in listed if m.needed is not False]
    mean, rated = ratings.of_item(code)
    return render(request, "portal/guide.html", {
        "item": item, "edition": edition, "d": definition, "guide": definition.guide, "chosen": chosen,
        "said": urlencode({one.situation.code: one.chosen for one in chosen if one.option}),
        "english": english.facts(definition, len(shown), sum(1 for m in shown if m.free), definition.serves)
        if Modes.of(request.COOKIES).lang == "en" else [],
        "kept": bool(mine) and favourites.is_kept(actor, code), "mine": mine,
        "answered": any(one.option for one in chosen),
        "materials": shown, "spared": len(listed) - len(shown), "free": sum(1 for m in shown if m.free),
        "stop": next((one for one in chosen if one.option and one.option.stop), None),
        "drawing": guiding.drawing(definition, known, undecided),
        "steps": guiding.step_rows(definition, known, undecided),
        "outlets": guiding.outlets(definition), "department": finding.department_name(definition.owner),
        "partners": [finding.department_name(p) for p in definition.guide.partners], "words": guiding.codes(definition),
        "applicant": applicant, "serves": [words.SERVES.get(s, ("", s))[1] for s in definition.serves],
        "fits": applicant is None or applicant.kind in definition.serves, "mean": mean, "rated": rated,
        "around": around.read(item), "specimen": bool(definition.gives.licence),
        "address": request.build_absolute_uri(reverse("portal:guide", args=[code])),
        "pace": rows.pace_of(code, places.served_city().code),
        "districts": places.districts(), "area": applicant.area[:6] if applicant else "",
        "drafts": [c for c in rows.drafts_of(actor) if c.item_code == code] if mine else [],
    })  # fmt: skip


@for_signed_in
@require_POST
def start(request: Request, code: str) -> HttpResponse:
    """Open an application and go to its task list."""
    if not request.actor.signed_in:
        raise SignInFirst
    case = cases.start(request.actor, code, request.POST.get("area", ""), key=request.POST.get("key", ""))
    return redirect("portal:apply", case.pk)


@for_everybody
def paper(request: Request, code: str) -> HttpResponse:
    """The guide as a PDF, for the situation in the address."""
    edition = catalogue.edition_in_force(code)
    chosen = guiding.answers(edition.definition, request.GET.dict())
    facts = onpaper.guide(edition, chosen, guiding.facts(Actor.nobody(), chosen))
    address = request.build_absolute_uri(reverse("portal:guide", args=[code]))
    return _pdf(documents.render("guide", facts, qr=f"{address}?{request.GET.urlencode()}".rstrip("?")), f"{code}.pdf")


@for_everybody
def form(request: Request, code: str) -> HttpResponse:
    """The application form on paper: blank, or with ``filled`` as a sample, for the situation in the address."""
    edition = catalogue.edition_in_force(code)
    chosen, filled = guiding.answers(edition.definition, request.GET.dict()), "filled" in request.GET
    written = documents.render("form", onpaper.form(edition, chosen, filled=filled))
    return _pdf(written, f"{code}-{'sample' if filled else 'blank'}.pdf")


@for_everybody
def result(request: Request, code: str) -> HttpResponse:
    """What is given, as it will look (结果样本), across the page marked as a sample."""
    facts = around.specimen(catalogue.edition_in_force(code).definition)
    if facts is None:
        raise Http404
    return _pdf(documents.render("licence", facts), f"{code}-result.pdf")


def _pdf(written: bytes, name: str) -> HttpResponse:
    said = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, max-age=300"}
    return HttpResponse(written, content_type="application/pdf", headers=said)


@for_everybody
def attachment(request: Request, code: str, name: str) -> HttpResponseBase:
    """A blank form or a filled-in sample of an item."""
    if catalogue.is_package(code):
        digest = catalogue.joined(catalogue.package_in_force(code)).attachments.get(name)
    else:
        digest = catalogue.edition_in_force(code).definition.attachments.get(name)
    if digest is None:
        raise Http404
    return papers.stored(request, digest, name, mimetypes.guess_type(name)[0] or "application/octet-stream")


@for_everybody
def process_file(request: Request, code: str) -> HttpResponse:
    """The process of an item in BPMN 2.0, for whoever wants to look at it with tools of his own."""
    written = catalogue.bpmn(catalogue.edition_in_force(code).definition)
    said = {"Content-Disposition": f'attachment; filename="{code}.bpmn"'}
    return HttpResponse(written, content_type="application/xml; charset=utf-8", headers=said)
