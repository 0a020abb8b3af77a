"""A real name confirmed at the window (当面核验实名): for whoever the register cannot confirm, or has no telephone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.standing import Desked, for_officials
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.identity import actions
from tongban.registers.identity.kinds import LONGEST_NAME


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
@sensitive_post_parameters("name", "id_number")
def confirm(request: Desked) -> HttpResponse:
    """Name and number as they stand on the papers; the clerk says that he saw them and their holder."""
    said = {name: request.POST.get(name, "").strip()[: 2 * LONGEST_NAME] for name in ("name", "id_number", "seen")}
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            if said["seen"] != "yes":
                raise Invalid("请先核对证件原件与本人，再确认。", next_step="核对无误后勾选“已核对”，再提交。")
            actions.confirm_in_person(request.actor, said["name"], said["id_number"])
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, f"{said['name']}已完成实名，本人刷新页面后即可继续办理。")
            return redirect("desk:real-name")
    context = {"said": said, "refusal": refusal}
    return render(request, "desk/real_name.html", context, status=refusal.status if refusal else 200)
