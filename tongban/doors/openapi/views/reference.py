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
from tongban.kernel.errors import Refusal


@lru_cache(maxsize=1)
def _text() -> str:
    return export.text()


def description(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    return HttpResponse(_text(), content_type="application/json; charset=utf-8")


def docs(request: HttpRequest) -> HttpResponse:
    """Everything about the interfaces on one page."""
    schema: dict[str, Any] = json.loads(_text())
    context = {
        "info": schema["info"], "operations": operations(schema, settings.TONGBAN.base_url), "schemas": schemas(schema),
        "scopes": SCOPES, "problems": sorted(_refusals(Refusal), key=lambda kind: (kind.status, kind.code)),
        "titles": problems.TITLES,
    }  # fmt: skip
    return render(request, "openapi/docs.html", context)


def unknown(request: HttpRequest) -> HttpResponse:
    """No interface stands here."""
    raise NoSuchAddress


def _refusals(kind: type[Refusal]) -> list[type[Refusal]]:
    """What an answer of the interface may say, from the interface itself and the rooms it asks."""
    asked = ("tongban.doors.openapi", "tongban.registers.catalogue", "tongban.registers.licences", "tongban.work.cases")
    found = {one.code: one for one in _below(kind) if one.__module__.startswith((*asked, "tongban.kernel"))}
    return list(found.values())


def _below(kind: type[Refusal]) -> list[type[Refusal]]:
    return [one for direct in kind.__subclasses__() for one in (direct, *_below(direct))]
