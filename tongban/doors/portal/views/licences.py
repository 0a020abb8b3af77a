"""My licences (我的证照)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts.request import Request
from tongban.doors.parts.views.shell import kept_offline
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.switching import offered
from tongban.kernel import time
from tongban.registers.credentials import permits
from tongban.registers.credentials import queries as credentials
from tongban.registers.licences import queries
from tongban.registers.seals import queries as seals


@person_only
def listed(request: Request) -> HttpResponse:
    """Every licence I hold."""
    today = time.today()
    found = [(licence, licence.counts_on(today)) for licence in queries.of_holder(request.actor)]
    return render(request, "portal/licences.html", {"licences": found})


@person_only
@offered(queries.holder_of)
def show(request: Request, licence: UUID) -> HttpResponse:
    """One licence: what it says, whether it counts, its code for showing."""
    found = queries.licence_for(request.actor, str(licence))
    if permits.fields_let(request.actor, found.type.code) is not None:  # the next page shows those alone
        return redirect("portal:show-licence", found.pk)
    context = {
        "licence": found,
        "counts": found.counts_on(time.today()), "why": queries.why(found), "versions": queries.versions(found),
        "showings": credentials.showings_of(request.actor, found.pk),
        "decisions": queries.decisions_on(found),
        "second_form": seals.second_form(found.paper),
        "url": f"{settings.TONGBAN.base_url}/v/{found.code}",
    }
    return kept_offline(render(request, "portal/licence.html", context))
