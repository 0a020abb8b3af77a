"""Of which templates a page was made (页面模板): told to whoever asks, in a demo city only.

A walk through the whole house (``python -m tests.crawl``) asks it, so that no template is left that nobody looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Origin
from django.template.loaders import cached

HEADER = "X-Made-Of"
_met: ContextVar[set[str] | None] = ContextVar("met", default=None)


class Loader(cached.Loader):
    """Every template is asked for here, also one that another includes or extends."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Any:
        found = super().get_template(template_name, skip)
        if (met := _met.get()) is not None:
            met.add(template_name)
        return found


class MadeOf:
    """Answers a request that carries the header with the names of the templates, in the header of the same name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if HEADER not in request.headers:
            return self.get_response(request)
        met: set[str] = set()
        before = _met.set(met)
        try:
            response = self.get_response(request)
        finally:
            _met.reset(before)
        response.headers[HEADER] = ", ".join(sorted(met))
        return response
