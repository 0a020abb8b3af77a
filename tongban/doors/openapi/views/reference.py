"""The description as JSON, and as pages for people (接口文档)."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongban.doors.openapi import export, problems
from tongban.doors.openapi.access import SCOPES
from tongban.doors.openapi.errors import NoSuchAddress
from tongban.doors.openapi.reading import operations, schemas
from tongban.doors.parts.audience import for_everybody
from tongban.kernel.errors import NotYours, Refusal
from tongban.registers.catalogue.errors import NoSuchItem


@lru_cache(maxsize=1)
def _text() -> str:
    return export.text()


@for_everybody
def description(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    return HttpResponse(_text(), content_type="application/json; charset=utf-8")


@for_everybody
def docs(request: HttpRequest) -> HttpResponse:
    """Everything about the interfaces on one page."""
    schema: dict[str, Any] = json.loads(_text())
    context = {
        "info": schema["info"], "operations": operations(schema, settings.TONGBAN.base_url), "schemas": schemas(schema),
        "scopes": SCOPES, "problems": _refusals(),
        "titles": problems.TITLES,
    }  # fmt: skip
    return render(request, "openapi/docs.html", context)


@for_everybody
def unknown(request: HttpRequest) -> HttpResponse:
    """No interface stands here."""
    raise NoSuchAddress


def _refusals() -> list[type[Refusal]]:
    """What an answer of the interface may say."""
    own = [one for one in Refusal.__subclasses__() if one.__module__.startswith("tongban.doors.openapi")]
    return sorted([*own, NoSuchItem, NotYours], key=lambda kind: (kind.status, kind.code))
