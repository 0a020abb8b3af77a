"""Real name (实名认证): one's own name and number, confirmed by the register; then one goes on where one was."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tongban.doors.parts import back
from tongban.doors.parts.request import Request
from tongban.doors.parts.views.account import signed_in
from tongban.kernel.errors import Refusal
from tongban.registers.identity.kinds import LONGEST_NAME, REAL_NAME
from tongban.registers.signin import queries
from tongban.work.mergers import actions


@signed_in
@sensitive_post_parameters("name", "id_number")
@require_http_methods(["GET", "HEAD", "POST"])
def real_name(request: Request) -> HttpResponse:
    """Whatever the register says or does not say, what was typed stays in the form."""
    to, wrong = back.wanted(request, "/account/"), None
    said = {name: request.POST.get(name, "").strip()[: 2 * LONGEST_NAME] for name in ("name", "id_number")}
    if request.actor.kind != "person" or request.actor.strength >= REAL_NAME:
        return redirect(to)
    if request.method == "POST":
        try:
            actions.confirm_name(request.actor, str(request.user.pk), said["name"], said["id_number"])
        except Refusal as refused:
            wrong = refused
        else:
            messages.success(request, "实名认证已完成，请继续办理。")
            return redirect(to)
    context = {"said": said, "wrong": wrong, "next": to, "bound": queries.is_bound(str(request.user.pk))}
    return render(request, "parts/real_name.html", context, status=wrong.status if wrong else 200)
