"""The one question before every page of one's own: who is there?"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from tongban.doors.parts.audience import PERSON, declared
from tongban.kernel.errors import NotAllowed, SignInFirst

View = Callable[..., HttpResponseBase]


def person_only(view: View) -> View:
    """A page of the person (or company) who is signed in; officials have no applications of their own here."""

    @declared(PERSON)
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = request.actor  # type: ignore[attr-defined]
        if not actor.signed_in:
            raise SignInFirst
        if actor.kind != "person":
            raise NotAllowed(
                "工作人员账号不能以申请人身份办事。", next_step="请退出后用个人账号登录；办理业务请进入工作台。"
            )
        return view(request, *args, **kwargs)

    return guarded
