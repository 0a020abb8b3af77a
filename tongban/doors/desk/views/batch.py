"""Several rows of the work list at once: confirmed on a page, done one by one, told row by row."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.desk.showing import batches
from tongban.doors.desk.showing import table as looks
from tongban.doors.desk.standing import Desked, for_officials
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid


@require_POST
@for_officials
def batch(request: Desked) -> HttpResponse:
    """批量办理: nothing happens before the second page, and each row stands alone."""
    post = request.POST
    act = batches.ACTS.get(post.get("act", ""))
    if act is None:
        return redirect("desk:home")
    rows = batches.rows(request.actor, post.getlist("pick"))
    if not rows:
        raise Invalid("请先勾选至少一件。", next_step="请回到工作台，勾选要一起办理的待办。")
    text = post.get("text", "").strip()
    context = {"act": act, "rows": rows, "text": text, "back": _table(request.actor, post.get("back", ""))}
    if post.get("step") != "do" or (act.says and not text):
        return render(request, "desk/batch.html", context | {"lacking": post.get("step") == "do"})
    done = [batches.done(request.actor, act, row, text, post.get("key", "")) for row in rows]
    context |= {"results": done, "good": sum(not one.refusal for one in done)}
    context["grace"] = f"{settings.TONGBAN.grace:g}" if any(one.held for one in done) else ""
    return render(request, "desk/batch_done.html", context)


def _table(actor: Actor, asked: str) -> str:
    """The table the rows were ticked in, to go back to: made anew from what it asked; "" for the work list."""
    return looks.asks(actor, QueryDict(asked[:2000])) if asked else ""
