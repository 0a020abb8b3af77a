"""A forgotten password at the window (忘记密码): a first word for who stands there, shown this once."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.standing import Desked, for_officials
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.identity.errors import NoAccount
from tongban.registers.identity.kinds import SHOWN
from tongban.registers.visits import actions, queries


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
@never_cache
@sensitive_post_parameters("number")
@sensitive_variables("word")
def reset(request: Desked, visit: UUID) -> HttpResponse:
    """Kind and number of the papers in the clerk's hand; the word stands on the answer and nowhere else."""
    row = queries.visit_for(request.actor, visit)
    accounts = queries.accounts(row)
    said = {name: request.POST.get(name, "").strip()[:40] for name in ("account", "paper", "number", "seen")}
    said["paper"] = said["paper"] or row.person.id_type
    refusal: Refusal | None = None if accounts else NoAccount()
    context = {"visit": row, "accounts": accounts, "papers": SHOWN, "said": said}
    if request.method == "POST":
        try:
            if accounts and said["seen"] != "yes":
                raise Invalid("请先核对证件原件与本人，再重置密码。", next_step="核对无误后勾选“已核对”，再提交。")
            account, word = actions.reset_password(
                request.actor, str(row.pk), said["account"], said["paper"], said["number"]
            )
        except Refusal as refused:
            if refused.status in (401, 404):
                raise
            refusal = refused
        else:
            return render(request, "desk/first_word.html", {"visit": row, "account": account, "word": word})
    context["refusal"] = refusal
    status = refusal.status if refusal and request.method == "POST" else 200
    return render(request, "desk/reset.html", context, status=status)
