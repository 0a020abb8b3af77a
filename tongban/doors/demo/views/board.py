"""The role board (角色板) and the walk: be anybody with one click, or several people side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from tongban.doors.demo import roles
from tongban.doors.demo.stops import STOPS
from tongban.doors.parts import sittings
from tongban.doors.parts.audience import for_everybody
from tongban.registers.identity import queries as identity


@for_everybody
def board(request: HttpRequest) -> HttpResponse:
    """Everybody one may be."""
    context = {"groups": roles.grouped(), "beside": _beside(request), "stops": len(STOPS)}
    return render(request, "demo/board.html", context)


@for_everybody
def walk(request: HttpRequest) -> HttpResponse:
    """The stops of the main job."""
    stops = [(stop, [(roles.role(key), to) for key, to in stop.ways]) for stop in STOPS]
    return render(request, "demo/walk.html", {"stops": stops})


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Become somebody: a new session, and off to where his day begins. A GET asks first: the page on his own host."""
    role = roles.role(key)
    account = identity.account_by_name(role.account)
    if account is None:
        raise roles.NoSuchRole(
            "演示城市还没有载入，暂时不能以这个角色进入。",
            next_step="请执行 tongban demo load，或在演示页选择重新载入。",
        )
    if not account.is_active:  # somebody in the office had him leave: in a demo that happens
        raise roles.NoSuchRole(
            f"{role.name}的账号已经在管理后台停用，不能再以这个角色进入。",
            next_step="请在管理后台重新启用，或在演示页选择重新载入，或换一个角色。",
        )
    to = _inside(request.POST.get("next") or request.GET.get("next") or "", role.home)
    if request.method != "POST":
        return render(request, "demo/enter.html", {"role": role, "to": to})
    request.session.flush()
    return sittings.begin(request, account, redirect(to), one_click=True)


def _inside(address: str, default: str) -> str:
    """Only paths of this very site."""
    return address if address.startswith("/") and url_has_allowed_host_and_scheme(address, None) else default


def _beside(request: HttpRequest) -> str:
    """The port behind which every role has a host of its own (<key>.localhost), when this machine serves itself."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    local = host in ("127.0.0.1", "localhost", "[::1]") or host.endswith(".localhost")
    return request.get_port() if local and not request.is_secure() else ""
