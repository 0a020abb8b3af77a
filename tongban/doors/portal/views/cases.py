"""My cases (我的办件): the list, the page of one case, what I supply and what I take back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts import progress
from tongban.doors.parts.behalf import is_open
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import filled, filling, following
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.switching import offered
from tongban.engines.clocks import Limit
from tongban.registers.licences import queries as licences
from tongban.registers.seals import queries as seals
from tongban.watch.ratings import queries as ratings
from tongban.work.approvals import queries as approvals
from tongban.work.cases import actions as cases
from tongban.work.cases import permits, queries
from tongban.work.cases.errors import Incomplete
from tongban.work.packages import queries as packages
from tongban.work.rulings import queries as rulings
from tongban.work.undertakings import queries as undertakings


@person_only
def listed(request: Request) -> HttpResponse:
    """All my cases, newest first."""
    found = list(queries.of_applicant(request.actor, before=request.GET.get("before", "")))
    more = f"?before={found[-1].saved_at.isoformat().replace('+', '%2B')}" if len(found) == queries.PAGE else ""
    context = {"running": [following.Running(case, queries.clocks(case)) for case in found], "more": more,
               "drafts": queries.drafts_of(request.actor),
               "run_drafts": packages.drafts_of(request.actor),
               "others_licences": request.actor.items and is_open(request.actor, "portal:licences"),
               "runs": [] if request.GET.get("before") else packages.of_applicant(request.actor)}  # fmt: skip
    return render(request, "portal/cases.html", context)


@person_only
@offered(queries.holder_of)
def show(request: Request, number: str) -> HttpResponse:
    """Where it stands, what is asked of me, what happened, what was given."""
    case = queries.case_for(request.actor, number)
    clocks, lanes = queries.clocks(case), approvals.lanes(case) if case.accepted_at else []
    given, invitation = licences.from_source(case.subject), ratings.invitation_of(case)
    verbs = {move.verb for move in permits.open_verbs(request.actor, case)}
    events, looked = following.told(case, given)
    corrected = any(event.kind == "cases.CaseCorrected" for event in events)
    notices = queries.notices_of(request.actor, case)
    return render(request, "portal/case.html", {
        "address": filled.short(case),
        "case": case, "run": packages.run_of_case(case.pk), "clocks": clocks, "lanes": lanes,
        "stages": progress.stages(case), "given": given,
        "now": progress.now(case, clocks, lanes, invitation, given), "events": events,
        "notices": notices, "second_forms": seals.second_forms(one.paper for one in notices),
        "slots": queries.slots(case), "verbs": verbs,
        "drawing": following.drawing(case, lanes) if lanes else "", "looked": looked,
        "pauses": following.pauses(case), "corrections": following.corrections(case) if corrected else [],
        "extended": Limit.parse(case.extended_by).zh if case.extended_by else "",
        "rating": ratings.rating_of(case), "invitation": invitation, "expected": queries.expected(case),
        "ruling": rulings.of_case(case),
        "promises": undertakings.of_case(str(case.pk)) if case.accepted_at else [],
    })  # fmt: skip


@person_only
@offered(queries.holder_of)
def supply(request: Request, number: str) -> HttpResponse:
    """The one complete list of what is missing, each answered in its place; then hand it in."""
    case = queries.case_for(request.actor, number)
    if case.state != "incomplete":
        return redirect("portal:case", number)
    wrong = None
    if request.method == "POST":
        try:
            cases.supply(request.actor, str(case.pk), key=request.POST.get("key", ""))
            return redirect("portal:case", number)
        except Incomplete as refused:
            wrong = refused
    context = {
        "case": case,
        "gaps": filling.gaps(case, reuse=request.actor.documents or not request.actor.items),
        "read": queries.seen(case),
        "wrong": wrong,
        "notice": case.notices.filter(kind="list-of-gaps").last(),
    }
    return render(request, "portal/supply.html", context, status=wrong.status if wrong else 200)


@person_only
def hearing(request: Request, number: str) -> HttpResponse:
    """Ask for the hearing the notice told me of, while I may; or do without it."""
    case = queries.case_for(request.actor, number)
    if request.method == "POST" and request.POST.get("give_up"):
        cases.give_up_hearing(request.actor, str(case.pk), key=request.POST.get("key", ""))
        return redirect("portal:case", number)
    if request.method == "POST":
        cases.ask_hearing(
            request.actor, str(case.pk), reason=request.POST.get("reason", "")[:150], key=request.POST.get("key", "")
        )
        return redirect("portal:case", number)
    verbs = {move.verb for move in permits.open_verbs(request.actor, case)}
    if "give_up_hearing" not in verbs:
        return redirect("portal:case", number)
    return render(request, "portal/hearing.html", {"case": case, "may_ask": "ask_hearing" in verbs})


@person_only
def withdraw(request: Request, number: str) -> HttpResponse:
    """Take the application back, after saying what that means."""
    case = queries.case_for(request.actor, number)
    if request.method == "POST":
        reason = request.POST.get("reason", "")[:200]
        cases.withdraw(request.actor, str(case.pk), reason, key=request.POST.get("key", ""))
        return redirect("portal:case", number)
    if "withdraw" not in {move.verb for move in permits.open_verbs(request.actor, case)}:
        return redirect("portal:case", number)
    return render(request, "portal/withdraw.html", {"case": case})
