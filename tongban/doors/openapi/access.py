"""Who calls: the system a bearer token belongs to, and what it was allowed."""

from __future__ import annotations

from inspect import getclosurevars
from typing import Any

from django.http import HttpRequest
from ninja.operation import PathView
from ninja.security import HttpBearer

from tongban.doors.openapi.errors import ScopeNeeded, TokenNeeded
from tongban.doors.parts import audience
from tongban.doors.parts.audience import Audience
from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.kernel.text import storable
from tongban.registers.identity import actions, queries
from tongban.registers.identity.kinds import SYSTEM_SCOPES, TOKEN_SCOPES

SCOPES = SYSTEM_SCOPES | TOKEN_SCOPES
LONGEST_TOKEN = 200


class Token(HttpBearer):
    """A token with one scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        actor = queries.client_for(token) if 0 < len(token) <= LONGEST_TOKEN else None
        if actor is None:
            raise TokenNeeded
        if self.scope not in actor.scopes:
            raise ScopeNeeded(f"您的令牌没有“{SCOPES[self.scope]}”（{self.scope}）的权限。")
        if self.scope in SYSTEM_SCOPES:
            actor = queries.calling_for(actor, storable(request.headers.get(queries.PURPOSE, ""))[:60].strip())
        request.actor = actor  # type: ignore[attr-defined]
        wall.become(actor)
        if actor.on_behalf:  # a company reads in its own list what its systems asked, also what they did not get
            actions.note_use(actor, self.scope, _about(request))
        return actor


def _about(request: HttpRequest) -> str:
    """Which number the address names; "" for a list."""
    found = request.resolver_match.kwargs.get("number", "") if request.resolver_match else ""
    return storable(str(found))[:32]


def audience_of(view: Any) -> Audience | None:
    """Whom an address of the interface is for: its methods' token, or what they say; nothing unless all say the same.

    Ninja hands out a closure per address; the methods behind it, and the token each asks for, are inside.
    """
    path = getclosurevars(view).nonlocals.get("self") if hasattr(view, "__closure__") else None
    if not isinstance(path, PathView):
        return audience.EVERYBODY if getattr(view, "keywords", {}).keys() == {"api"} else None  # its root: a 404
    said = {_of_operation(one) for one in path.operations}
    return said.pop() if len(said) == 1 else None


def _of_operation(operation: Any) -> Audience | None:
    if scopes := [one.scope for one in operation.auth_callbacks if isinstance(one, Token)]:
        return Audience("client", scope=scopes[0])
    open_to_all = operation.auth_param is None and not operation.auth_callbacks
    return audience.of(operation.view_func) or (audience.EVERYBODY if open_to_all else None)
