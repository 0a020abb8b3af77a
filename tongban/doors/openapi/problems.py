"""A refusal as problem+json (RFC 9457), in the words a person would read."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from tongban.doors.openapi.errors import BadParameters, BadRequest, Broken, NoSuchAddress, TokenNeeded
from tongban.kernel.errors import ProveFirst, Refusal

log = logging.getLogger(__name__)

TITLES = {
    400: "请求格式不对", 401: "需要访问令牌", 403: "没有权限", 404: "没有找到", 405: "方法不支持", 406: "格式不支持",
    409: "现在不能办理", 413: "内容太大", 414: "地址太长", 422: "内容需要修改", 429: "请求太频繁", 500: "系统出错",
}  # fmt: skip


class OneProblem(Schema):
    field: str = Field(description="参数名")
    sentence: str = Field(description="怎样修改")


class Problem(Schema):
    """拒绝说明（RFC 9457 problem+json）。"""

    type: str = Field(description="这类问题的说明地址")
    title: str = Field(description="这类问题的名称")
    status: int = Field(description="HTTP 状态码")
    code: str = Field(description="稳定的问题代码，供程序判断")
    detail: str = Field(description="发生了什么")
    law: str = Field("", description="依据")
    next_step: str = Field(description="接下来怎么办")
    problems: list[OneProblem] = Field([], description="逐项问题")


def of(refusal: Refusal) -> HttpResponse:
    """The answer that says why not."""
    status = refusal.status
    content: dict[str, Any] = {
        "type": f"/api/docs/#problem-{refusal.code}",
        "title": TITLES.get(status, HTTPStatus(status).phrase),
        "status": status,
        "code": refusal.code,
        "detail": refusal.sentence,
        "law": refusal.law,
        "next_step": refusal.next_step,
        "problems": [
            {"field": str(one.get("field", "")), "sentence": str(one.get("sentence", ""))}
            for one in refusal.details.get("problems", [])
            if isinstance(one, dict)
        ],
    }
    text = json.dumps(content, ensure_ascii=False)
    answer = HttpResponse(text, status=status, content_type="application/problem+json; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    if status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = 'Bearer realm="tongban"'
    for name, value in refusal.details.get("headers", {}).items():
        answer[name] = value
    return answer


def of_answer(status: int, stored: dict[str, Any]) -> HttpResponse:
    """A stored answer that says why not, as it was given the first time."""
    content = {
        "type": f"/api/docs/#problem-{stored['code']}", "title": TITLES.get(status, HTTPStatus(status).phrase),
        "status": status, "law": "", **stored,
    }  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)  # a repeat is answered to the letter
    answer = HttpResponse(text, status=status, content_type="application/problem+json; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer


def of_exception(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to anything that was raised while a question was answered."""
    if isinstance(error, Refusal):
        return of(error)
    if isinstance(error, ProveFirst):  # a token alone binds nobody
        return of(error.refusal)
    if isinstance(error, ValidationError):
        return of(BadParameters(problems=[_told(one) for one in error.errors]))
    if isinstance(error, Http404):
        return of(NoSuchAddress())
    if isinstance(error, HttpError):
        return of(TokenNeeded() if error.status_code == HTTPStatus.UNAUTHORIZED else BadRequest())
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return of(Broken())


def _told(error: dict[str, Any]) -> dict[str, str]:
    said = error.get("ctx", {})
    sentence = {
        "missing": "缺少这个参数。",
        "int_parsing": "应是整数。",
        "greater_than_equal": f"不能小于 {said.get('ge')}。",
        "less_than_equal": f"不能大于 {said.get('le')}。",
        "string_too_long": f"最多 {said.get('max_length')} 个字符。",
        "string_too_short": f"至少 {said.get('min_length')} 个字符。",
        "literal_error": f"只能是 {said.get('expected')}。".replace(" or ", " 或 "),
        "string_pattern_mismatch": f"格式应符合 {said.get('pattern')}。",
    }.get(error["type"], "格式不对。")
    return {"field": str(error["loc"][-1]), "sentence": sentence}
