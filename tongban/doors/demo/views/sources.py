"""The simulated sources of data (数据资源): what was asked of them, and how each behaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from tongban.doors.demo.simulators import ask
from tongban.doors.parts.audience import for_everybody
from tongban.registers.sources.kinds import BASES, resources

MODES = {
    "well": ("正常", "立即回答。"),
    "slow": ("很慢", "8 秒才回答；材料页面最多等 2 秒，然后改请申请人上传。"),
    "down": ("停机", "一律不答；几次之后平台暂停查询，过一会儿再试。"),
    "garbage": ("答非所问", "回一个网页，不是答案。"),
    "wrong": ("格式错误", "回答的字段类型不对，平台不采信。"),
    "repeat": ("重复旧答复", "把答给别人的话再答一遍，平台不采信。"),
}
SHOWN = 40


@dataclass(frozen=True)
class Desk:
    """How the sources behave and what they were asked, newest first; `reached` is false when they do not answer."""

    reached: bool
    mode: str = ""
    modes: dict[str, str] = field(default_factory=dict)
    lines: tuple[dict[str, Any], ...] = ()


@for_everybody
def sources(request: HttpRequest) -> HttpResponse:
    """What was asked, never about whom; and the switches."""
    context = {"desk": _desk(), "manners": MODES, "resources": list(resources().values())}
    return render(request, "demo/sources.html", context)


@for_everybody
@require_POST
def set_mode(request: HttpRequest) -> HttpResponse:
    """Make one resource, or all of them, well, slow, dead or wrong."""
    mode, resource = request.POST.get("mode", ""), request.POST.get("resource", "")
    known = mode in MODES and (not resource or resource in resources())
    if known and _ask("/mode", {"mode": mode, "resource": resource}) is not None:
        what = resources()[resource].title if resource else "全部数据资源"
        messages.success(request, f"{what}现在是“{MODES[mode][0]}”。")
    else:
        messages.error(request, "数据资源没有回答，状态没有改变。请确认演示服务正在运行。")
    return redirect("demo:sources")


def _desk() -> Desk:
    said = _ask("/log.json")
    if said is None:
        return Desk(False)
    lines = []
    for one in reversed(said.get("lines", [])[-SHOWN:]):
        resource = resources().get(one.get("resource", ""))
        if resource is not None:
            fields = [resource.labels.get(name, name) for name in one.get("fields") or []]
            lines.append(one | {
                "at": parse_datetime(str(one.get("at", ""))), "title": resource.title, "labels": fields,
                "basis": BASES.get(one.get("basis", ""), ""),
            })  # fmt: skip
    return Desk(True, str(said.get("mode", "")), dict(said.get("modes", {})), tuple(lines))


def _ask(path: str, body: dict[str, str] | None = None) -> dict[str, Any] | None:
    return ask(settings.TONGBAN.source_url, path, body)
