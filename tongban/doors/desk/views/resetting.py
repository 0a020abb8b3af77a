"""An account, or a forgotten password, at the window (开通账号、忘记密码): a first word, shown this once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.standing import Desked, for_officials
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.identity.errors import AccountThere, NoAccount
from tongban.registers.identity.kinds import SHOWN
from tongban.registers.visits import actions, queries

Act = Callable[[Desked, str, dict[str, str]], tuple[Any, str]]


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
@never_cache
@sensitive_post_parameters("number")
def reset(request: Desked, visit: UUID) -> HttpResponse:
    """Kind and number of the papers in the clerk's hand; the word stands on the answer and nowhere else."""

    def act(request: Desked, row: str, said: dict[str, str]) -> tuple[Any, str]:
        return actions.reset_password(request.actor, row, said["account"], said["paper"], said["number"])

    return _given(request, visit, act, opening=False)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
@never_cache
@sensitive_post_parameters("number")
def open_account(request: Desked, visit: UUID) -> HttpResponse:
    """An account for who stands there and has none (开通账号), with a first word."""

    def act(request: Desked, row: str, said: dict[str, str]) -> tuple[Any, str]:
        return actions.open_account(request.actor, row, said["paper"], said["number"])

    return _given(request, visit, act, opening=True)


@sensitive_variables("word")
def _given(request: Desked, visit: UUID, act: Act, *, opening: bool) -> HttpResponse:
    row = queries.visit_for(request.actor, visit)
    accounts = queries.accounts(row)
    said = {name: request.POST.get(name, "").strip()[:40] for name in ("account", "paper", "number", "seen")}
    said["paper"] = said["paper"] or row.person.id_type
    refusal: Refusal | None = None
    if bool(accounts) is opening:
        refusal = AccountThere() if opening else NoAccount()
    context = {"visit": row, "accounts": accounts, "papers": SHOWN, "said": said, "opening": opening,
               "open": refusal is None}  # fmt: skip
    if request.method == "POST":
        try:
            if refusal is None and said["seen"] != "yes":
                raise Invalid("请先核对证件原件与本人，再继续。", next_step="核对无误后勾选“已核对”，再提交。")
            account, word = act(request, str(row.pk), said)
        except Refusal as refused:
            if refused.status in (401, 404):
                raise
            refusal = refused
        else:
            return render(request, "desk/first_word.html", {"visit": row, "account": account, "word": word})
    context["refusal"] = refusal
    status = refusal.status if refusal and request.method == "POST" else 200
    return render(request, "desk/reset.html", context, status=status)
