"""A department's own system (部门业务系统): what it received and sent, and how it behaves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.demo import department
from tongban.doors.parts.audience import for_everybody
from tongban.registers.exchange.kinds import EVENTS


@for_everybody
def wire(request: HttpRequest) -> HttpResponse:
    """The fire brigade's simulated system."""
    context = {"desk": department.desk(), "manners": department.MODES, "events": EVENTS}
    return render(request, "demo/wire.html", context)


@for_everybody
@require_POST
def set_mode(request: HttpRequest) -> HttpResponse:
    """Make it well, slow, dead or a liar; or let it answer one step now."""
    if event := request.POST.get("event", ""):
        if department.answer(event):
            messages.success(request, "业务系统正在回传意见，几秒后办件页面就能看到。")
        else:
            messages.error(request, "业务系统没有这一件，或者没有回答。")
        return redirect("demo:wire")
    mode = request.POST.get("mode", "")
    if department.set_mode(mode):
        messages.success(request, f"消防业务系统现在是“{department.MODES[mode][0]}”。")
    else:
        messages.error(request, "业务系统没有回答，状态没有改变。请确认演示服务正在运行。")
    return redirect("demo:wire")
