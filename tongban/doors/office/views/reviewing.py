"""The turns of a change of the library: sent, taken back, approved, sent back, dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tongban.doors.office import revised
from tongban.doors.office.standing import Standing, for_office
from tongban.kernel.errors import Invalid, Refusal
from tongban.work.revisions import actions, queries

TURNS: dict[str, tuple[Callable[..., Any], str, str]] = {
    "send": (actions.send, "", "已送审。事项管理岗位的另一位工作人员会收到待办。"),
    "recall": (actions.recall, "", "已撤回送审，可以继续修改。"),
    "approve": (actions.approve, "opinion", ""),
    "send-back": (actions.send_back, "reason", "已退回，起草人可以看到原因。"),
    "drop": (actions.drop, "reason", "已放弃，内容仍然保留。"),
}
"""The verb in the address → what is called, what it is told, and what is said afterwards."""


@require_POST
@for_office
def turn(request: Standing, number: str, verb: str) -> HttpResponse:
    """One turn; what is refused is said on the same page, with everything typed still there."""
    if verb not in TURNS:
        raise Http404
    act, argument, said = TURNS[verb]
    told = {argument: request.POST.get(argument, "")} if argument else {}
    try:
        if verb == "approve" and request.POST.get("sure") != "yes":
            raise Invalid("请先勾选“我已核对”，再通过。", next_step="发布后的版本不能修改，只能再次变更。")
        row = act(request.actor, number, **told, key=request.POST.get("key", ""))
    except Refusal as refusal:
        return revised.page(request, queries.revision_for(request.actor, number), refusal)
    messages.success(request, said or revised.published_words(row))
    return redirect("office:revision", number)
