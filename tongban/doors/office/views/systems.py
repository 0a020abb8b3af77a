"""Departments' systems that call our interfaces (接入系统): let in and shut out by the security administrator."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.office import shown
from tongban.doors.office.standing import Standing, for_security
from tongban.kernel.errors import ProveFirst, Refusal
from tongban.registers.identity import actions, queries
from tongban.registers.identity.kinds import SYSTEM_SCOPES


@for_security
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: Standing) -> HttpResponse:
    """Every system with what it may do, and letting one more in; its token is shown this once."""
    wrong, said = None, request.POST
    if request.method == "POST":
        try:
            made = actions.add_client(
                request.actor, said.get("name", "")[:100], said.getlist("scopes"), said.get("department", ""),
                said.getlist("purposes"), key=said.get("key", ""),
            )
        except ProveFirst:
            raise
        except Refusal as refused:
            wrong = refused
        else:
            if made is None:  # sent twice: the first answer showed it
                messages.info(request, "令牌已经发放，只在发放时显示一次。没有保存的，请停用后重新接入。")
                return redirect("office:systems")
            return render(request, "office/system_made.html", {"row": made[0], "token": made[1]})
    known = queries.purposes()
    context = {
        "rows": [
            (row, [SYSTEM_SCOPES.get(one, one) for one in row.scopes], [known.get(one, one) for one in row.purposes])
            for row in queries.systems()
        ],
        "purposes": [(code, name, code in said.getlist("purposes")) for code, name in known.items()],
        "scopes": SYSTEM_SCOPES, "departments": shown.department_names(), "said": said, "wrong": wrong,
        "picked": said.getlist("scopes"),
    }  # fmt: skip
    return render(request, "office/systems.html", context, status=wrong.status if wrong else 200)


@for_security
@require_POST
def end(request: Standing, system: UUID) -> HttpResponse:
    """Shut it out: its next call is refused."""
    actions.revoke_client(request.actor, str(system), key=request.POST.get("key", ""))
    messages.success(request, "已停用，它的下一次调用就会被拒绝。")
    return redirect("office:systems")
