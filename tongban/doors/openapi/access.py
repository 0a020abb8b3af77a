"""Who calls: the system a bearer token belongs to, and what it was allowed."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from tongban.doors.openapi.errors import ScopeNeeded, TokenNeeded
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity

SCOPES = {
    "cases:read": "读取本部门的办件和办件变化",
}
LONGEST_TOKEN = 200


class Token(HttpBearer):
    """A token with one scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        actor = identity.client_for(token) if 0 < len(token) <= LONGEST_TOKEN else None
        if actor is None:
            raise TokenNeeded
        if self.scope not in actor.scopes:
            raise ScopeNeeded(f"您的令牌没有“{SCOPES[self.scope]}”（{self.scope}）的权限。")
        request.actor = actor  # type: ignore[attr-defined]
        return actor
