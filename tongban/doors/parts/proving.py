"""Acts that bind the city want a fresh second factor (再次确认): asked in place, with everything typed kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts import sittings
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.signin import actions, queries
from tongban.registers.signin.errors import NotEnrolled, ProveFirst

FIELD = "second_factor"
ASKED = {
    "desk:opinion": "提交审查、审批意见",
    "desk:batch": "批量办理",
    "desk:licence-revocation": "吊销证照",
    "desk:licence-withdrawal": "撤销证照",
    "desk:licence-cancellation": "注销证照",
    "desk:licence-rectification": "更正证照",
    "desk:impose": "认定失信",
    "desk:overrule": "人工认定",
    "desk:unmask": "完整查看个人信息",
    "desk:sealing": "用印盖章",
    "desk:seal-revoke": "停用印章",
    "office:revision-turn": "发布或审核事项变更",
    "office:wording-published": "发布文书样式",
    "office:exchange-switch": "开关数据接口",
    "office:automatic": "开关智能审批",
    "office:accounts": "管理他人的登录",
    "portal:mandate-new": "授权他人代办",
    "recovery-codes": "更换恢复码",
    "authenticator-taken": "解除验证器",
}
"""Routes whose submission wants a fresh factor, with what they do; another door adds its own here."""
READ = {"office:inventory-export": "导出清单"}
"""Pages that give data away: looking is the act."""


class ProveAgain:
    """Holds a submission until a code is given; it then goes on by itself, exactly as it was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        doing = READ.get(name) or (ASKED.get(name) if request.method == "POST" else None)
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if not doing or not actor.signed_in or sittings.is_fresh(request):
            return None
        if FIELD not in request.POST:
            return _ask(request, doing)
        try:
            prove(request, actor)
        except Refusal as wrong:
            return _ask(request, doing, wrong)
        return redirect(request.get_full_path()) if name in READ else None


def prove(request: HttpRequest, actor: Actor) -> None:
    """Take the code that was typed; from now on the sitting is strong for ten minutes."""
    account, device = str(request.user.pk), sittings.device(request)
    known = device if queries.knows_device(account, device) else ""
    actions.prove(actor, account, request.POST.get(FIELD, ""), device=known)
    request.session["proved"] = time.ticking()


def _ask(request: HttpRequest, doing: str, wrong: Refusal | None = None) -> HttpResponse:
    kept = [(k, v) for k, vs in request.POST.lists() if k not in (FIELD, "csrfmiddlewaretoken") for v in vs]
    context = {
        "why": ProveFirst(), "doing": doing, "kept": kept, "to": request.get_full_path(), "files": bool(request.FILES),
        "wrong": wrong, "bound": queries.is_bound(str(request.user.pk)), "unbound": NotEnrolled(),
    }  # fmt: skip
    response = render(request, "parts/prove.html", context, status=wrong.status if wrong else ProveFirst.status)
    if request.headers.get("HX-Request"):  # a whole page, wherever the piece was to go
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "body", "innerHTML"
    return response
