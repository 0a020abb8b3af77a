"""Systems with single sign-on (单点登录): let in, changed, shut out, and the key that signs; by the administrator."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.office import shown
from tongban.doors.office.standing import Standing, for_security
from tongban.kernel.errors import Refusal
from tongban.registers.sso import actions, queries
from tongban.registers.sso.kinds import ITEMS, LEVEL_WORDS, LEVELS, SERVES, PartySpec

WORDS = ("title", "department", "purpose", "back_channel", "front_channel")
LINES = ("redirects", "after_logout")
PICKED = ("serves", "items")
FIELDS = (*WORDS, *LINES, *PICKED, "code", "level", "keys")


@require_safe
@for_security
def listed(request: Standing) -> HttpResponse:
    """Every system, and what the keys are that stand published."""
    context = {"parties": queries.parties(request.actor), "keys": queries.keys(), "told": queries.metadata()}
    return render(request, "office/parties.html", context)


@for_security
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Standing) -> HttpResponse:
    """Let a system in."""
    if request.method == "POST":
        return _save(request, None)
    return _form(request, None, {"serves": ["person"], "items": [], "level": 2, "keys": ""})


@for_security
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: Standing, code: str) -> HttpResponse:
    """How a system is let in, and changing it."""
    row = queries.party(request.actor, code)
    return _save(request, row) if request.method == "POST" else _form(request, row, _kept(row))


@require_POST
@for_security
def switch(request: Standing, code: str) -> HttpResponse:
    """Shut a system out at once, or let it in again."""
    on = request.POST.get("on") == "yes"
    try:
        actions.switch(request.actor, code, on=on, reason=request.POST.get("reason", ""),
                       key=request.POST.get("key", ""))  # fmt: skip
    except Refusal as wrong:
        if wrong.status == 404:
            raise
        row = queries.party(request.actor, code)
        return _form(request, row, _kept(row), wrong)
    messages.success(request, "已启用，人们可以再次登录。" if on else "已停用，所有登录都已结束，令牌立即失效。")
    return redirect("office:party", code)


@require_POST
@for_security
def keys(request: Standing) -> HttpResponse:
    """Change the key that signs."""
    at_once = request.POST.get("how") == "at-once"
    actions.rotate_keys(request.actor, at_once=at_once, key=request.POST.get("key", ""))
    messages.success(
        request, "旧密钥已作废，新密钥立即签名。" if at_once else "新密钥已公布，一小时后开始签名；旧密钥再保留一天。"
    )
    return redirect("office:parties")


def _save(request: Standing, row: Any) -> HttpResponse:
    said = _said(request, row)
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    try:
        kept = actions.register(request.actor, PartySpec(**values), new=row is None, key=request.POST.get("key", ""))
    except Refusal as wrong:
        return _form(request, row, said, wrong)
    messages.success(request, f"已保存。“{kept.title}”的 client_id 是 {kept.code}。")
    return redirect("office:parties")


def _said(request: Standing, row: Any) -> dict[str, Any]:
    post = request.POST
    said: dict[str, Any] = {name: post.get(name, "").strip() for name in WORDS}
    said |= {name: post.get(name, "").split() for name in LINES}
    said |= {name: post.getlist(name) for name in PICKED}
    said |= {name: post.get(name) == "yes" for name in ("private_ok", "pushed_only")}
    level = post.get("level", "")
    said["level"] = int(level) if level in ("1", "2", "3") else 0
    return said | {"code": row.code if row else post.get("code", "").strip(), "keys": post.get("keys", "")}


def _kept(row: Any) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in (*LINES, *PICKED, "title", "purpose", "back_channel")}
    said |= {name: getattr(row, name) for name in ("front_channel", "private_ok", "pushed_only", "level", "code")}
    keys = json.dumps({"keys": row.keys}, ensure_ascii=False, indent=1)
    return said | {"department": row.department_id, "keys": keys}


def _form(request: Standing, row: Any, said: dict[str, Any], wrong: Refusal | None = None) -> HttpResponse:
    problems = {one["field"]: one["sentence"] for one in wrong.details.get("problems", ())} if wrong else {}
    levels = [(level, LEVEL_WORDS[level]) for level in LEVELS]
    context = {
        "party": row, "said": said, "wrong": wrong, "departments": shown.department_names(),
        # every name stands in it: to a page, "keys" and "items" of a dict without them are its own methods
        "problems": dict.fromkeys(FIELDS, "") | problems,
        "listed": problems.items(),
        "items": ITEMS.values(), "serves": SERVES.items(), "levels": levels,
        **{f"{name}_text": "\n".join(said.get(name, ())) for name in LINES},
    }  # fmt: skip
    return render(request, "office/party.html", context, status=wrong.status if wrong else 200)
