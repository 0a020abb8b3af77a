"""Rating a service (好差评): five levels, no signing in, never forced.

The link one was sent is a key. At its first use it becomes a cookie of this browser, and the address one stays at holds
nothing: no history, no log and no page one goes on to keeps the key.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.doors.parts import cookies
from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.kernel.crypto import token_digest
from tongban.kernel.errors import NotYours
from tongban.watch.ratings import actions, kinds, queries
from tongban.watch.ratings.errors import LevelNeeded

COOKIE, AGE = "tb_rating", 2 * 3600  # seconds
AGAIN = "请从短信或“我的办件”里的链接重新打开。"


@require_safe
@for_everybody
def enter(request: Request, token: str) -> HttpResponse:
    """The link: what it opens from here on is asked with the cookie."""
    invitation = queries.invitation(token)
    query = request.META.get("QUERY_STRING", "")
    answer = redirect(f"{reverse('portal:rate')}{f'?{query}' if query else ''}")
    cookies.put(answer, COOKIE, invitation.token, AGE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@for_everybody
def rate(request: Request) -> HttpResponse:
    """First the level, then the tags that go with it; both work without scripts."""
    invitation = _invitation(request)
    if invitation.rated:
        return redirect("portal:thanks")
    given = request.POST if request.method == "POST" else request.GET
    level = int(given["level"]) if given.get("level", "") in {str(n) for n in kinds.LEVELS} else 0
    wrong, of = None, token_digest(invitation.token)
    if request.method == "POST":
        if request.POST.get("of", of) != of:  # another link was opened meanwhile, in another window
            raise NotYours("您刚才打开了另一件事的评价，这一份没有提交。", next_step=AGAIN)
        try:
            actions.rate(
                request.actor, invitation.token, level=level, tag_codes=request.POST.getlist("tag"),
                text=request.POST.get("text", ""), anonymous=request.POST.get("named") != "yes",
                key=request.POST.get("key", ""),
            )  # fmt: skip
            return redirect("portal:thanks")
        except LevelNeeded as refused:
            wrong = refused
    context = {"invitation": invitation, "levels": kinds.LEVELS.items(), "level": level, "wrong": wrong, "of": of,
               "word": kinds.LEVELS.get(level, ""), "tags": kinds.tags().get(level, {}).items(),
               "most": kinds.MOST_TEXT}  # fmt: skip
    return render(request, "portal/rate.html", context, status=422 if wrong else 200)


@require_safe
@for_everybody
def thanks(request: Request) -> HttpResponse:
    """Thank you, and what happens with a poor one."""
    return render(request, "portal/thanks.html", {"invitation": _invitation(request)})


def _invitation(request: Request) -> kinds.Invitation:
    token = cookies.of(request.COOKIES, COOKIE)
    if not token:
        raise NotYours("这个评价页面已经关闭。", next_step=AGAIN)
    return queries.invitation(token)
