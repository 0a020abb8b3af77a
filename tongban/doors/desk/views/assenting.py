"""Who stands here without card or code (按回答查找): found by his own answers, received by a code to his telephone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.standing import Desked, for_officials
from tongban.engines.codes import masking
from tongban.kernel.errors import Refusal
from tongban.registers.identity.kinds import LONGEST_NAME
from tongban.registers.visits import actions, queries


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
@never_cache
@sensitive_post_parameters("name", "birth", "phone")
def seek(request: Desked) -> HttpResponse:
    """His name with his birthday or telephone; who fits is shown with no more than the end of his telephone."""
    said = {name: request.POST.get(name, "").strip()[: 2 * LONGEST_NAME] for name in ("name", "birth", "phone")}
    refusal, found = None, []
    if request.method == "POST":
        try:
            rows = actions.seek(
                request.actor, said["name"], _day(said["birth"]), said["phone"], key=request.POST.get("key", "")
            )
            found = [(row, masking.name(row.person.name), masking.phone(row.person.phone)) for row in rows]
        except Refusal as why:
            refusal = why
    context = {"said": said, "found": found, "refusal": refusal}
    return render(request, "desk/answers.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
@never_cache
@sensitive_post_parameters("code")
def assent(request: Desked, assent: UUID) -> HttpResponse:
    """Send him the code, and type what he reads out."""
    row, post = queries.assent_for(request.actor, assent), request.POST
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            if post.get("act") != "send":
                visit = actions.receive_by_phone(request.actor, row.pk, post.get("code", ""), key=post.get("key", ""))
                return redirect("desk:visit", visit.pk)
            actions.ask_assent(request.actor, str(row.pk), key=post.get("key", ""))
            return redirect("desk:assent", row.pk)
        except Refusal as why:
            if why.status == 404:
                raise
            refusal = why
    context = {"assent": row, "phone": masking.phone(row.person.phone), "refusal": refusal}
    return render(request, "desk/assent.html", context, status=refusal.status if refusal else 200)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
