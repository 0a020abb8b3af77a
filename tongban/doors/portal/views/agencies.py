"""Agencies (代理机构): whom I let act for me or my company, and, for an agency's operators, the list of clients."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import entrusting
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.mandating import _titles, data_asked, day
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as people
from tongban.registers.mandates import actions, permits, queries
from tongban.registers.mandates.kinds import LONGEST_DAYS

FIRM = "organisation/"


@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: Request) -> HttpResponse:
    """My agencies, or those of the company I act for, and one more; what is wrong is said above the form."""
    permits.require_party(request.actor)
    said, wrong = request.POST, None
    if request.method == "POST" and entrusting.asked(said, said.getlist("items")):
        try:
            row = actions.entrust(
                request.actor, said.get("credit_code", "")[:30], said.getlist("items"), day(said.get("until", "")),
                documents=said.get("documents") == "yes", data=said.getlist("data"), key=said.get("key", ""),
            )
        except Refusal as refused:
            wrong = refused
        else:
            messages.success(request, f"已经委托{row.taker_name}，随时可以结束。")
            return redirect("portal:agencies")
    rows = queries.agencies_of(request.actor.applicant)
    names = catalogue.titles({code for row in rows for code in row.items})
    data = entrusting.named(rows)
    for row in rows:
        row.data_words = data.get(row.pk, "")  # type: ignore[attr-defined]
    audience = "company" if request.actor.on_behalf else "person"
    context = {
        "rows": [(row, _titles(row, names)) for row in rows], "said": said, "wrong": wrong,
        "items": catalogue.items(audience=audience, limit=100), "chosen": said.getlist("items"),
        "first": time.today().isoformat(), "last": (time.today() + timedelta(days=LONGEST_DAYS)).isoformat(),
        **data_asked(request, said.getlist("items")),
    }  # fmt: skip
    return render(request, "portal/agencies.html", context, status=wrong.status if wrong else 200)


@person_only
@require_safe
def clients(request: Request) -> HttpResponse:
    """For whom the agency may act; also while one acts for one of them, to go on to the next."""
    firm = request.actor.agency or request.actor.on_behalf
    if not firm.startswith(FIRM) or not people.may_act_for(request.actor.id, firm):
        messages.info(request, "请先切换到代理机构的身份，再查看委托客户。")
        return redirect("portal:identity")
    rows = queries.clients_of(firm.removeprefix(FIRM), request.GET.get("after", ""))
    names = catalogue.titles({code for row in rows for code in row.items})
    return render(request, "portal/clients.html", {
        "rows": [(row, _titles(row, names)) for row in rows], "firm": people.applicant(firm),
        "more": rows[-1].pk if len(rows) == queries.PAGE else "", "may": permits.speaks_for(request.actor, firm),
    })  # fmt: skip


@person_only
@require_POST
def end(request: Request, mandate: UUID) -> HttpResponse:
    """The client, or the agency, ends it at once."""
    row = actions.end(request.actor, str(mandate), key=request.POST.get("key", ""))
    messages.success(request, "委托已经结束，立即生效。")
    return redirect("portal:agencies" if row.for_whom == request.actor.applicant else "portal:clients")
