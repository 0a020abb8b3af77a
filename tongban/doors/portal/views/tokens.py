"""Tokens of an organisation (接口令牌): for its own systems; shown once, ended with one click, each use listed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import tokens as looks
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.mandating import day
from tongban.kernel import time
from tongban.kernel.errors import ProveFirst, Refusal
from tongban.registers.identity import actions, queries
from tongban.registers.identity.kinds import LONGEST_TOKEN_DAYS, TOKEN_SCOPES

USUAL_DAYS = 90


@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: Request) -> HttpResponse:
    """Every token with what it reads, until when and when it last asked; for its head the form for one more."""
    organisation, wrong, said = _organisation(request), None, request.POST
    if not organisation:
        messages.info(request, "请先切换到单位身份，再查看接口令牌。")
        return redirect("portal:identity")
    if request.method == "POST":
        try:
            made = actions.make_token(
                request.actor, organisation, said.get("name", "")[:100], said.getlist("scopes"),
                day(said.get("until", "")), key=said.get("key", ""),
            )
        except ProveFirst:
            raise
        except Refusal as refused:
            wrong = refused
        else:
            if made is None:  # sent twice: the first answer showed it
                messages.info(request, "令牌已经发放，只在发放时显示一次。没有保存的，请停用后重新发放。")
                return redirect("portal:tokens")
            return render(request, "portal/token_made.html", {"row": made[0], "token": made[1]})
    today = time.today()
    context = {
        "rows": looks.lines(queries.tokens_of(organisation)), "may": queries.may_empower(request.actor, organisation),
        "scopes": [(code, name, code in said.getlist("scopes") or not said) for code, name in TOKEN_SCOPES.items()],
        "said": said, "wrong": wrong, "first": today.isoformat(),
        "last": (today + timedelta(days=LONGEST_TOKEN_DAYS)).isoformat(),
        "usual": (today + timedelta(days=USUAL_DAYS)).isoformat(),
    }  # fmt: skip
    return render(request, "portal/tokens.html", context, status=wrong.status if wrong else 200)


@person_only
@require_safe
def used(request: Request, token: UUID) -> HttpResponse:
    """What one token was used for, the newest first."""
    row = queries.token_of(_organisation(request), token)
    before = request.GET.get("before", "")
    uses, more = looks.uses(row, int(before) if before.isdecimal() and len(before) < 15 else 0)
    context = {"line": looks.lines([row])[0], "uses": uses, "more": f"?before={more}" if more else ""}
    return render(request, "portal/token.html", context)


@person_only
@require_POST
def end(request: Request, token: UUID) -> HttpResponse:
    """End it: its next call is refused."""
    actions.end_token(request.actor, _organisation(request), str(token), key=request.POST.get("key", ""))
    messages.success(request, "令牌已经停用，立即生效。")
    return redirect("portal:tokens")


def _organisation(request: Request) -> str:
    kind, _, key = request.actor.on_behalf.partition("/")
    return key if kind == "organisation" else ""
