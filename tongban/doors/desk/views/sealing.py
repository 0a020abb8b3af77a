"""Seals by hand (用印): ask, look, seal by a second person; the head ends the use of a seal."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.doors.parts import papers
from tongban.kernel.errors import Refusal
from tongban.registers.identity import queries as identity
from tongban.registers.seals import actions, queries
from tongban.registers.seals.errors import NotOfThisDepartment
from tongban.registers.seals.kinds import LARGEST


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def listed(request: Desked) -> HttpResponse:
    """The seals of my departments, what waits for its second person, and asking for a seal."""
    refusal: Refusal | None = None
    if request.method == "POST":
        given = request.FILES.get("file")
        content = given.read() if given is not None and (given.size or 0) <= LARGEST else b""
        refusal = attempt(
            actions.ask_to_seal, request.actor, request.POST.get("seal", ""), content,
            title=request.POST.get("title", ""), reason=request.POST.get("reason", ""),
            key=request.POST.get("key", ""),
        )
        if refusal is None:
            messages.success(request, "已提出用印申请，等另一位保管人审核盖章。")
            return redirect("desk:seals")
    return _page(request, refusal)


@require_POST
@for_officials
def settle(request: Desked, sealing: UUID) -> HttpResponse:
    """The second person seals it, or does not and says why."""
    key, pk = request.POST.get("key", ""), str(sealing)
    if request.POST.get("answer") == "seal":
        refusal = attempt(actions.seal_by_hand, request.actor, pk, key=key)
    else:
        remark = request.POST.get("remark", "")
        refusal = attempt(actions.decline_to_seal, request.actor, pk, remark=remark, key=key)
    if refusal:
        return _page(request, refusal)
    messages.success(request, "已办理。")
    return redirect("desk:seals")


@require_POST
@for_officials
def revoke(request: Desked, code: str) -> HttpResponse:
    """The head of the department ends the use of a seal."""
    said = {"reason": request.POST.get("reason", ""), "law": request.POST.get("law", "")}
    refusal = attempt(actions.revoke_seal, request.actor, code, key=request.POST.get("key", ""), **said)
    if refusal:
        return _page(request, refusal)
    messages.success(request, "已停用。核验以前盖章的文件时会说明。")
    return redirect("desk:seals")


@require_POST
@for_officials
def keep(request: Desked, code: str) -> HttpResponse:
    """The head of the department appoints a keeper of its seal, or takes the seal from one."""
    key, number = request.POST.get("key", ""), request.POST.get("number", "").strip().upper()
    official = identity.official_by_number(number)
    verb = actions.release_keeper if request.POST.get("answer") == "release" else actions.appoint_keeper
    refusal = attempt(verb, request.actor, code, str(official.pk), key=key) if official else NotOfThisDepartment()
    if refusal:
        return _page(request, refusal)
    messages.success(request, "已办理，印章保管人见下面的名单。")
    return redirect("desk:seals")


@require_safe
@for_officials
def paper(request: Desked, sealing: UUID) -> HttpResponseBase:
    """The paper to be sealed, or the sealed one."""
    row = queries.sealing_for(request.actor, str(sealing))
    return papers.pdf(request, row.paper or row.draft, row.title, download="download" in request.GET)


def _page(request: Desked, refusal: Refusal | None) -> HttpResponse:
    rows = queries.sealings(request.actor)
    ours = {post.department for post in request.actor.posts}
    heads = {post.department for post in request.actor.posts_as("head")}
    found = queries.of_departments(ours)
    keepers = queries.keepers_of(found)
    seals = [(seal, keepers[seal.pk], seal.department in heads) for seal in found]
    mine = {seal.pk for seal in found if request.actor.id in {str(one.pk) for one in keepers[seal.pk]}}
    asked = identity.officials_by_id({str(row.asked_by) for row in rows})
    context = {
        "rows": [(row, row.seal_id in mine and str(row.asked_by) != request.actor.id) for row in rows],
        "seals": seals, "refusal": refusal, "typed": request.POST,
        "names": {row.pk: asked[str(row.asked_by)].name for row in rows if str(row.asked_by) in asked},
    }  # fmt: skip
    return render(request, "desk/seals.html", context, status=refusal.status if refusal else 200)
