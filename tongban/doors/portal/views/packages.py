"""Packages (一件事): what there is, what one needs, the beginning of a run, and the run on one page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.parts.audience import for_everybody, for_signed_in
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import following, hearing, joining
from tongban.doors.portal.looks.finding import department_name
from tongban.doors.portal.signed import person_only
from tongban.kernel.errors import SignInFirst
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import words
from tongban.registers.identity import queries as identity
from tongban.registers.places import queries as places
from tongban.work.packages import actions, queries


@for_everybody
def listed(request: Request) -> HttpResponse:
    """Every package of the city."""
    q = request.GET.get("q", "").strip()[:100]
    return render(request, "portal/packages.html", {"packages": catalogue.packages(q), "q": q})


@for_everybody
@hearing.leads
def show(request: Request, code: str) -> HttpResponse:
    """What belongs to it, in which order, how long it takes; and the button."""
    actor = request.actor
    edition = catalogue.package_in_force(code)
    package, joined = edition.package, catalogue.joined(edition)
    mine = actor.kind == "person" and actor.signed_in
    applicant = identity.applicant(actor.applicant) if mine else None
    return render(request, "portal/package.html", {
        "item": edition.item, "package": package, "parts": joining.every(joined), "edition": edition,
        "department": department_name(package.owner), "applicant": applicant, "districts": places.districts(),
        "fits": applicant is None or applicant.kind in package.serves, "area": applicant.area[:6] if applicant else "",
        "serves": [words.said(words.SERVES, one) for one in package.serves],
        "drafts": [run for run in queries.drafts_of(actor) if run.item_code == code] if mine else [],
        "hands": [words.said(words.HAND_OVER, one) for one in package.by],
    })  # fmt: skip


@for_signed_in
@require_POST
def start(request: Request, code: str) -> HttpResponse:
    """Open a run and go to its first questions."""
    if not request.actor.signed_in:
        raise SignInFirst
    run = actions.start(request.actor, code, request.POST.get("area", ""), key=request.POST.get("key", ""))
    return redirect("portal:page", run.pk, run.definition.form.pages[0].name)


@person_only
def run(request: Request, number: str) -> HttpResponse:
    """The whole run on one page: every item side by side, what is asked of me, what was given."""
    found = queries.run_for(request.actor, number)
    lanes = queries.lanes(found)
    given = queries.given(lanes)
    return render(request, "portal/run.html", {
        "run": found, "lanes": [following.lane(lane) for lane in lanes], "clock": queries.clock(found, lanes),
        "now": following.now_of_run(found, lanes), "given": given, "mine": request.actor.applicant,
        "open": found.state == "open", "spared": following.spared(found),
        "together": queries.supplied_together(found), "hats": _hats(found, lanes, given, request.actor.id),
        "over": sum(1 for lane in lanes if lane.over), "granted": sum(1 for lane in lanes if lane.granted),
    })  # fmt: skip


def _hats(run: Any, lanes: list[Any], given: list[Any], person: str) -> set[str]:
    """For which other holders of this run's cases and licences he may act: asked only where there are any."""
    others = {lane.case.applicant for lane in lanes if lane.case} - {run.applicant}
    others |= {licence.holder for licence in given} - {run.applicant}
    return {f"organisation/{one.pk}" for one in identity.organisations_of(person)} if others else set()


@person_only
def withdraw(request: Request, number: str) -> HttpResponse:
    """Take the whole back, or one item that waits, after saying what that means."""
    found = queries.run_for(request.actor, number)
    name = request.GET.get("item") or request.POST.get("item") or ""
    lane = next((one for one in queries.lanes(found) if one.name == name), None)
    if request.method == "POST":
        key = request.POST.get("key", "")
        if lane is not None:
            actions.drop(request.actor, str(found.pk), lane.name, key=key)
        else:
            actions.withdraw(request.actor, str(found.pk), request.POST.get("reason", "")[:200], key=key)
        return redirect("portal:run", number)
    return render(request, "portal/run_withdraw.html", {"run": found, "lane": lane, "lanes": queries.lanes(found)})
