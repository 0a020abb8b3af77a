"""My space (我的空间): overview, messages, documents, and for whom I act."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts import back
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import following
from tongban.doors.portal.signed import person_only
from tongban.registers.identity import queries as people
from tongban.registers.identity.errors import NotYourMandate
from tongban.registers.licences import queries as licences
from tongban.registers.mandates import queries as mandates
from tongban.registers.materials import actions as library
from tongban.registers.materials import queries as documents
from tongban.watch.messages import actions as telling
from tongban.watch.messages import queries as told
from tongban.work.cases import queries as cases
from tongban.work.tasks import queries as tasks


@person_only
def overview(request: Request) -> HttpResponse:
    """What waits for me, what runs, what I hold."""
    actor = request.actor
    return render(request, "portal/my.html", {
        "owed": tasks.owed_by(actor.applicant), "drafts": cases.drafts_of(actor)[:5],
        "running": following.running(actor),
        "licences": licences.of_holder(actor)[:4], "messages_": told.inbox(actor, limit=4),
        "applicant": people.applicant(actor.applicant), "companies": people.organisations_of(actor.id),
    })  # fmt: skip


@person_only
def messages(request: Request) -> HttpResponse:
    """My messages, newest first."""
    if request.method == "POST":
        telling.read_all(request.actor, key=request.POST.get("key", ""))
        return redirect("portal:messages")
    found = list(told.inbox(request.actor, before=request.GET.get("before", "")))
    more = f"?before={found[-1].at.isoformat().replace('+', '%2B')}" if len(found) == 30 else ""
    return render(request, "portal/messages.html", {"found": found, "more": more})


@person_only
def materials(request: Request) -> HttpResponse:
    """The documents I handed in, kept for using again."""
    if request.method == "POST":
        library.hide(request.actor, request.POST.get("material", ""), key=request.POST.get("key", ""))
        return redirect("portal:my-materials")
    return render(request, "portal/my_materials.html", {"found": documents.of_holder(request.actor)})


@person_only
def identity(request: Request) -> HttpResponse:
    """Choose for whom to act: myself, or a company that empowered me."""
    actor = request.actor
    if request.method == "POST":
        wanted = request.POST.get("behalf", "")
        if wanted and not mandates.may_act_for(actor.id, wanted):
            raise NotYourMandate
        request.session["behalf"] = "" if wanted == f"person/{actor.id}" else wanted
        to = back.wanted(request, "/my/")
        return redirect("/my/" if to.startswith("/apply/") else to)  # a form stays with whom it was begun for
    context = {"companies": people.organisations_of(actor.id), "me": people.applicant(f"person/{actor.id}"),
               "received": {row.giver_id: row for row in mandates.received_by(actor.id)}.values(),
               "next": back.wanted(request, "/my/")}  # fmt: skip
    return render(request, "portal/identity.html", context)
