"""Who may stand at this door, how a refusal is kept where the work is done, and what counts as one visit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from tongban.doors.parts.audience import OFFICIAL, declared
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, Refusal, SignInFirst

VISIT = timedelta(minutes=30)
KEPT = 60  # subjects remembered per session

View = Callable[..., HttpResponseBase]


class Desked(HttpRequest):
    """A request of this door: the middleware has said who is standing there."""

    actor: Actor


def for_officials(view: View) -> View:
    """Only officials stand at this door; anybody else is told where to go."""

    @declared(OFFICIAL)
    @wraps(view)
    def guarded(request: Desked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.actor.signed_in:
            raise SignInFirst
        if not request.actor.is_official:
            raise NotAllowed("工作台只供工作人员使用。", next_step="请用工作人员账号登录；要办事或查进度，请回到首页。")
        return view(request, *args, **kwargs)

    return guarded


def attempt(verb: Callable[..., object], *args: Any, **kwargs: Any) -> Refusal | None:
    """Call one verb; a refusal comes back to be shown in place, one that hides the row (or asks to sign in) goes up."""
    try:
        verb(*args, **kwargs)
    except Refusal as refusal:
        if refusal.status in (401, 404):
            raise
        return refusal
    return None


def attempt_with_grace(verb: Callable[..., object], *args: Any, **kwargs: Any) -> Refusal | None:
    """Call a verb that may be taken back for a few seconds (撤销); as `attempt` otherwise."""
    return attempt(verb, *args, grace=settings.TONGBAN.grace, **kwargs)


def served(sentence: str) -> str:
    """What the desk says after a turn: while it may be taken back, its notice has not been served yet."""
    seconds = settings.TONGBAN.grace
    return sentence.replace("已送达申请人", f"将在 {seconds:g} 秒后送达申请人") if seconds else sentence


def first_look(request: HttpRequest, subject: str) -> bool:
    """Whether this is the first look at ``subject`` in this visit: that one the ledger keeps, not every refresh."""
    now, kept = time.now(), request.session.get("looked", {})
    seen = {s: at for s, at in kept.items() if now - datetime.fromisoformat(at) < VISIT}
    fresh = subject not in seen
    if fresh:
        seen[subject] = now.isoformat()
        request.session["looked"] = dict(sorted(seen.items(), key=lambda pair: pair[1])[-KEPT:])
    return fresh
