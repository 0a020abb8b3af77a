"""What every request meets first: cheap refusals, then the answer, then what travels with it (its ETag)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from tongban.doors.openapi import problems
from tongban.doors.openapi.errors import BadRequest, NotAcceptable, TooLarge, TooLong, TooMany, WrongMethod
from tongban.doors.parts.pace import Meter
from tongban.doors.parts.sittings import address_of
from tongban.kernel.errors import Refusal

LONGEST = 4000
LARGEST = 64 * 2**10
PER_MINUTE = 1200

View = Callable[..., HttpResponse]


meter = Meter(PER_MINUTE)


def guarded(view: View) -> View:
    """``view`` behind the guard: refusals become problem+json, answers carry an ETag, HEAD is a GET without body."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            _check(request)
        except Refusal as refusal:
            return problems.of(refusal)
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        try:
            response = view(request, *args, **kwargs)
        except Exception as error:  # the interface never answers with a page
            response = problems.of_exception(request, error)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = problems.of(WrongMethod(headers={"Allow": response.get("Allow", "GET")}))
        response = _with_tag(request, response)
        return _without_body(response) if head else response

    return answer


def _check(request: HttpRequest) -> None:
    if left := meter.wait(address_of(request)):
        raise TooMany(headers={"Retry-After": str(left)})
    query = request.META.get("QUERY_STRING", "")
    if len(request.path) + len(query) > LONGEST:
        raise TooLong
    if "\x00" in request.path or "%00" in query or "\x00" in query:
        raise BadRequest
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST:
        raise TooLarge
    if not (request.accepts("application/json") or request.accepts("application/problem+json")):
        raise NotAcceptable


def _with_tag(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if request.method != "GET" or response.status_code != HTTPStatus.OK or response.has_header("Cache-Control"):
        return response
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = tag
    response["Cache-Control"] = "no-store" if request.headers.get("Authorization") else "no-cache"
    response["Vary"] = "Accept, Authorization"
    return get_conditional_response(request, etag=tag, response=response) or response


def _without_body(response: HttpResponse) -> HttpResponse:
    length = len(response.content)
    response.content = b""
    response["Content-Length"] = str(length)
    return response
