"""Refusals and errors in words: what happened, which rule, what next."""

from __future__ import annotations

import sys
from dataclasses import asdict, is_dataclass
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from tongban.doors.parts import back
from tongban.kernel.errors import NotYours, Refusal

RETRY_AFTER = "5"  # seconds; the database is back in three to five
TITLES = {
    400: "这个请求看不懂",
    401: "请先登录",
    403: "您不能办理这一步",
    404: "没有找到",
    405: "这个网址不能直接打开",
    409: "现在不能办理",
    422: "有内容需要修改",
    429: "请稍后再试",
}


class NotAPage(Refusal):
    """An address that takes what a form sends and shows nothing by itself."""

    status = 405


def wants_json(request: HttpRequest) -> bool:
    """Whether the one who asks is a program."""
    return request.path.startswith("/api/") or "application/json" in request.headers.get("Accept", "").split(";")[0]


def wants_fragment(request: HttpRequest) -> bool:
    """Whether only a piece of the page is asked for."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-Boosted")


def refusal(request: HttpRequest, why: Refusal) -> HttpResponse:
    """The answer to a request that was refused, in the form the door speaks."""
    if wants_json(request):
        return problem(request, why)
    template = "parts/refusal_fragment.html" if wants_fragment(request) else "parts/refusal.html"
    context = {
        "why": why,
        "title": TITLES.get(why.status, "现在不能办理"),
        "back": _way_back(request),
        "home": back.home(request),
    }
    return render(request, template, context, status=why.status)


def problem(request: HttpRequest, why: Refusal, status: int = 0) -> JsonResponse:
    """The same as ``problem+json`` (RFC 9457); ``status`` is the refusal's own unless said."""
    status = status or why.status
    found: dict[str, Any] = {
        "type": f"/problems/{why.code}", "title": why.sentence, "status": status, "code": why.code,
        "detail": why.next_step, "instance": request.path, "request_id": getattr(request, "request_id", ""),
    }  # fmt: skip
    if why.law:
        found["law"] = why.law
    if problems := why.details.get("problems"):
        found["problems"] = [asdict(p) if is_dataclass(p) and not isinstance(p, type) else p for p in problems]
    return JsonResponse(
        found, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same words whether the page never existed or is not yours."""
    why = NotYours("没有找到这个页面，或者它不在您的名下。", next_step="请核对网址；也可以从首页搜索您要办的事。")
    return refusal(request, why)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    why = Refusal("您没有打开这个页面的权限。", next_step="请用有权限的账号登录，或返回首页。")
    return _with_status(request, why, 403)


def not_this_way(request: HttpRequest) -> HttpResponse:
    """405: an address that only takes what a form sends was opened, or reloaded, as if it were a page."""
    why = NotAPage(
        "这个网址只接收页面上的按钮和表单，不能直接打开。刚才没有执行任何操作。",
        next_step="请返回首页，从需要办理的页面重新进入。",
    )
    return refusal(request, why)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    why = Refusal(
        "浏览器发来的内容无法识别，没有执行任何操作。",
        next_step="请返回上一页刷新后重试；上传多个大文件时请分几次上传。",
    )
    return _with_status(request, why, 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database comes back: asks nothing of database or session, which may be what failed."""
    number = getattr(request, "request_id", "")
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status, headers = (503, {"Retry-After": RETRY_AFTER}) if away else (500, {})
    if wants_json(request):
        sentence = "系统正在恢复，请稍后重试。" if away else "系统出了问题，这一步没有完成。"
        why = Refusal(sentence, next_step="请稍等片刻，用同样的内容再试一次。")
        answer: HttpResponse = problem(request, why, status)
    else:
        answer = HttpResponse(render_to_string("parts/500.html", {"number": number, "away": away}), status=status)
    for name, value in {"Cache-Control": "no-store", **headers}.items():
        answer.headers[name] = value
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's safety token is missing or old."""
    why = Refusal(
        "页面打开太久，或者浏览器禁用了 Cookie，为了您的安全，这次提交没有执行。",
        next_step="请返回上一页，刷新后重新提交；已经保存的内容不会丢失。",
    )
    return _with_status(request, why, 403)


def _with_status(request: HttpRequest, why: Refusal, status: int) -> HttpResponse:
    response = refusal(request, why)
    response.status_code = status
    return response


def _way_back(request: HttpRequest) -> str:
    came = back.previous(request)
    return "" if came == request.get_full_path() or came == back.home(request) else came
