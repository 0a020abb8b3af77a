"""Phrases for opinions (常用意见): one's own and the desk's."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.desk.showing import around
from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.kernel.errors import Refusal
from tongban.work.approvals import actions, queries


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def phrases(request: Desked) -> HttpResponse:
    """All of them, and a form for one more or for another wording."""
    if request.method != "POST":
        return _page(request)
    post = request.POST
    said = {"verdict": post.get("verdict", ""), "text": post.get("text", ""), "law": post.get("law", "")}
    if post.get("phrase"):
        refusal = attempt(actions.change_phrase, request.actor, post["phrase"], **said, key=post.get("key", ""))
    else:
        said["desk"] = post.get("desk", "")
        refusal = attempt(actions.keep_phrase, request.actor, **said, key=post.get("key", ""))
    if refusal:
        return _page(request, refusal)
    messages.success(request, "已保存，签署意见时可以选用。")
    return redirect("desk:phrases")


@require_POST
@for_officials
def removal(request: Desked, phrase: UUID) -> HttpResponse:
    """删除."""
    refusal = attempt(actions.remove_phrase, request.actor, str(phrase), key=request.POST.get("key", ""))
    if refusal:
        return _page(request, refusal)
    messages.success(request, "已删除；用它签署过的意见不受影响。")
    return redirect("desk:phrases")


def _page(request: Desked, refusal: Refusal | None = None) -> HttpResponse:
    found, desks = queries.phrases(request.actor), around.own_desks(request.actor)
    wanted = request.POST.get("phrase") or request.GET.get("edit", "")
    editing = next((p for p in found if str(p.pk) == wanted), None)
    said = {name: request.POST.get(name, getattr(editing, name, "")) for name in ("verdict", "text", "law", "desk")}
    context = {
        "phrases": found, "desks": desks, "titles": {d.code: d.title for d in desks}, "refusal": refusal,
        "laws": around.usual_laws(request.actor), "said": said, "editing": editing,
    }  # fmt: skip
    return render(request, "desk/phrases.html", context, status=refusal.status if refusal else 200)
