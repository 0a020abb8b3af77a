"""A request as the views see it, after the middleware."""

from __future__ import annotations

from django.http import HttpRequest

from tongban.kernel.actor import Actor


class Request(HttpRequest):
    """Names what the middleware adds: who is standing there, and the number under which we talk about it."""

    actor: Actor
    request_id: str
