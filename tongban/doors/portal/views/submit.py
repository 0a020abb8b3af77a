"""Reading over, promising, handing in (核对并提交)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts import fields, origins, parting, signing
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import fetching, filled, joining
from tongban.doors.portal.signed import person_only
from tongban.kernel.errors import Refusal
from tongban.registers.places import queries as places
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import Incomplete, NotEligible, OutOfForce, PromiseNeeded, SourceMoved
from tongban.work.cases.kinds import Summary, Way


@person_only
def check(request: Request, draft: UUID) -> HttpResponse:
    """Everything on one page, each answer with its way back; then the promise and the button."""
    case = filled.draft_for(request.actor, str(draft))
    if case.number and request.method != "POST":  # what is sent once more is answered as it was the first time
        return redirect(filled.after(case))
    if not case.number and rows.newer(case):
        return redirect("portal:edition", draft)
    wrong: Refusal | None = None
    if request.method == "POST":
        try:
            said = {name: request.POST.get(name) == "yes" for name in ("promise", "electronic", "aware")}
            way, key = request.POST.get("way", ""), request.POST.get("key", "")
            filled.verbs(case).submit(request.actor, str(case.pk), way=way, key=key, hand=signing.hand(request), **said)
            parting.asked(request, draft)
            return redirect("portal:done", draft)
        except OutOfForce:
            return redirect("portal:edition", draft)
        except (Incomplete, NotEligible, PromiseNeeded, SourceMoved, *signing.REFUSED) as refused:
            wrong = refused
    else:  # what filled it in is asked again where that was another day
        case = fetching.filled_in(request.actor, case)
    status = wrong.status if wrong else 200
    said = _checked(case) | {"wrong": wrong, "signing": signing.asked(request, case, request.actor.name, wrong)}
    return render(request, "portal/check.html", said, status=status)


def _checked(case: Any) -> dict[str, Any]:
    facts, asked = rows.facts_of(case), rows.slots(case)
    points = rows.pre_review(case, facts, asked)
    division = places.division(case.area)
    return {
        "case": case, "shown": case.definition.form.show(case.data, facts, fields.place), "slots": asked,
        "points": points, "summary": Summary.of(points), "licensed": any(slot.licence_id for slot in asked),
        "missing": rows.missing(case),
        "area": division.name if division else "", "ways": [Way(way) for way in rows.ways(case)],
        "fee": case.definition.fee_due(facts), "steps": case.definition.steps(facts),
        "moved": rows.moved_sources(case, facts),
        "origins": {name: origins.brief(one) for name, one in rows.origins(case).items()},
        "parts": joining.parts(case, facts) if filled.is_run(case) else [],
    }  # fmt: skip


@person_only
def done(request: Request, draft: UUID) -> HttpResponse:
    """Handed in: the number, and what happens next and when."""
    case = filled.draft_for(request.actor, str(draft))
    if not case.number:
        return redirect("portal:apply", draft)
    if filled.is_run(case):
        return redirect(filled.home(case))
    receipt = case.notices.filter(kind="receipt").first()
    return render(request, "portal/done.html", {"case": case, "receipt": receipt, **filled.sent(case)})
