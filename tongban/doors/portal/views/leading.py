"""Helped to find (帮我找): from everyday words to an item, by a few questions to one's own list, and into the form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.parts.audience import for_everybody, for_signed_in
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import checklist, finding, guiding, hearing, leading
from tongban.engines import documents
from tongban.kernel import time
from tongban.kernel.errors import SignInFirst
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import words
from tongban.registers.identity import queries as identity
from tongban.registers.places import queries as places
from tongban.work.cases import actions as cases


@for_everybody
def find(request: Request) -> HttpResponse:
    """What somebody wants to do, in his own words; and the items that may be it, with what tells them apart."""
    q = request.GET.get("q", "").strip()[:100]
    meant = catalogue.meant(q) if q else []
    if q:
        hearing.asked(request, q, meant)
    found = [leading.candidate(one, q) for one in meant]
    return render(request, "portal/guide_me.html", {"q": q, "found": found})


@for_everybody
@hearing.leads
def ask(request: Request, code: str) -> HttpResponse:
    """One question a page, the most telling first; then the list."""
    lead = _lead(request, code)
    if lead.question is None:
        return redirect(lead.address("list/"))
    return _asked(request, lead, lead.question.code)


@for_everybody
def change(request: Request, code: str) -> HttpResponse:
    """One answer anew, whoever gave it: the person, or his words."""
    lead = _lead(request, code)
    if lead.at not in {one.code for one in lead.definition.situations}:
        return redirect(lead.address())
    return _asked(request, lead, lead.at)


def _asked(request: Request, lead: leading.Lead, code: str) -> HttpResponse:
    question = next(one for one in lead.definition.situations if one.code == code)
    return render(request, "portal/guide_me_ask.html", {
        "d": lead.definition, "lead": lead, "question": question, "options": list(enumerate(question.options)),
        "error": lead.unanswered, "chosen": lead.chosen.get(code),
        "kept": [(name, n) for name, n in lead.given.items() if name != code], "number": len(lead.given) + 1,
    })  # fmt: skip


@for_everybody
def listed(request: Request, code: str) -> HttpResponse:
    """One's own list with its reasons; printed, shared, or carried into an application."""
    lead, actor = _lead(request, code), request.actor
    mine = actor.kind == "person" and actor.signed_in
    applicant = identity.applicant(actor.applicant) if mine else None
    return render(request, "portal/guide_me_list.html", {
        "d": lead.definition, "guide": lead.definition.guide, "lead": lead, "list": checklist.made(lead),
        "stop": lead.one.stop(lead.chosen), "applicant": applicant, "districts": places.districts(),
        "outlets": guiding.outlets(lead.definition), "area": applicant.area[:6] if applicant else "",
        "fits": applicant is None or applicant.kind in lead.definition.serves,
        "serves": [words.said(words.SERVES, one) for one in lead.definition.serves],
        "shared": request.build_absolute_uri(lead.address("list/")),
    })  # fmt: skip


@for_everybody
def paper(request: Request, code: str) -> HttpResponse:
    """The list as a PDF to take along."""
    lead = _lead(request, code)
    written = documents.render("checklist", _facts(lead), qr=request.build_absolute_uri(lead.address("list/")))
    said = {"Content-Disposition": f'inline; filename="{code}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(written, content_type="application/pdf", headers=said)


def _facts(lead: leading.Lead) -> dict[str, object]:
    """What the paper says."""
    made, d = checklist.made(lead), lead.definition
    fee = "收费标准：" + d.fee.standard if made.fee is None else f"{made.fee} 元" if made.fee else "不收费"
    return {
        "agency": finding.department_name(d.owner), "title": f"{d.title.zh}——我的办事清单", "date": time.today(),
        "answers": [[one.situation.ask, one.label] for one in lead.answers] or [["您的情形", "没有需要选择的情形"]],
        "glance": [["承诺时限", d.limits.promise.zh],
                   ["法定时限", d.limits.statute.zh if d.limits.statute else "没有规定"], ["费用", fee],
                   ["到现场", f"{d.guide.visits} 次"], ["咨询电话", d.guide.phone]],
        "asked": [[one.title, one.how, one.why] for one in (*made.asked, *made.open)],
        "spared": [[one.title, one.why] for one in (*made.spared, *made.unneeded)],
        "steps": [[one.title, one.where, one.how] for one in made.steps],
        "failing": [f"{one.how}（{one.law}）" for one in made.failing],
    }  # fmt: skip


@for_signed_in
@require_POST
def begin(request: Request, code: str) -> HttpResponse:
    """Open an application that begins with what was chosen."""
    if not request.actor.signed_in:
        raise SignInFirst
    lead = leading.lead(request.actor, catalogue.edition_in_force(code).definition, request.GET.dict())
    area, key = request.POST.get("area", ""), request.POST.get("key", "")
    return redirect("portal:apply", cases.start(request.actor, code, area, lead.chosen, key=key).pk)


def _lead(request: HttpRequest, code: str) -> leading.Lead:
    catalogue.item(code)
    definition = catalogue.edition_in_force(code).definition
    return leading.lead(request.actor, definition, request.GET.dict())  # type: ignore[attr-defined]
