"""Who may stand at this door: officials with a post of the asked role; everybody else is told where to go."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from tongban.doors.parts.audience import Audience, declared
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.registers.identity.kinds import ADMINISTRATORS
from tongban.work.revisions import permits

OPERATOR, SUPERVISOR = "operator", "supervisor"
SYSTEM, SECURITY, AUDIT = ADMINISTRATORS
NAMES = {
    OPERATOR: "系统管理", SUPERVISOR: "督查", SYSTEM: "系统管理员", SECURITY: "安全管理员", AUDIT: "审计管理员",
}  # fmt: skip

View = Callable[..., HttpResponse]


class Standing(HttpRequest):
    """A request of this door: the middleware has said who is standing there."""

    actor: Actor


def reviews(actor: Actor) -> bool:
    """Whether this official reviews changes of the library (事项审核)."""
    return any(permits.may_review(actor, post.area) for post in actor.posts)


def for_roles(*roles: str, library: bool = False) -> Callable[[View], View]:
    """Open the page to officials with one of these roles only, or also to whoever reviews the library of items."""

    def guard(view: View) -> View:
        @declared(Audience("official", (*roles, *(("library",) if library else ()))))
        @wraps(view)
        def guarded(request: Standing, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.actor.signed_in:
                raise SignInFirst
            welcome = request.actor.posts_as(*roles) or (library and reviews(request.actor))
            if not request.actor.is_official or not welcome:
                names = "、".join(NAMES[role] for role in roles)
                raise NotAllowed(f"这个页面只供{names}岗位使用。", next_step="请用有权限的工作人员账号登录。")
            return view(request, *args, **kwargs)

        return guarded

    return guard


for_office = for_roles(OPERATOR, SUPERVISOR, library=True)
for_anybody = for_roles(OPERATOR, SUPERVISOR, *ADMINISTRATORS, library=True)  # what every post here reads
for_operators = for_roles(OPERATOR)
for_supervisors = for_roles(SUPERVISOR)
for_security = for_roles(SECURITY)
for_system = for_roles(SYSTEM)
for_staff_keepers = for_roles(SYSTEM, SECURITY)  # of officials, accounts and posts, each his part
for_readers_of_the_ledger = for_roles(SUPERVISOR, AUDIT)
for_watchers = for_roles(SECURITY, SUPERVISOR, AUDIT)  # over urgent looks (紧急查阅)
