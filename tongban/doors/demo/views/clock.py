"""The movable clock (演示时钟)."""

from __future__ import annotations

from datetime import datetime, timedelta
from datetime import time as wall

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.parts.audience import for_everybody
from tongban.kernel import shift, time
from tongban.registers.calendar import queries as holidays

MORNING = wall(9, 0)
HOUR = "hour"
DAYS = {"1": "下一个工作日", "2": "两个工作日后", "5": "五个工作日后", "10": "十个工作日后"}


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def clock(request: HttpRequest) -> HttpResponse:
    """Show the clock, or move it and do what became due."""
    if request.method != "POST":
        return render(request, "demo/clock.html", _context())
    chosen = request.POST.get("to", "")
    if chosen == "now":
        shift.back_to_now()
    elif chosen == HOUR:
        shift.move(3600)
    elif chosen in DAYS:
        shift.move(seconds_to_morning(int(chosen)))
    else:
        return redirect("demo:clock")
    messages.success(request, "时钟已移动，到期的提醒、短信和待办已经处理。")
    return redirect("demo:clock")


def seconds_to_morning(days: int) -> int:
    """From now until nine o'clock on the n-th working day after today."""
    day = holidays.calendar().add(time.today(), days)
    morning = datetime.combine(day, MORNING, time.SHANGHAI)
    return max(0, int((morning - time.now()).total_seconds()) + 1)


def _context() -> dict[str, object]:
    stands = shift.shifted()
    by = divmod(int(stands / timedelta(hours=1)), 24)
    working = holidays.calendar().is_working(time.today())
    return {"now": time.now(), "days": DAYS, "moved": bool(stands), "by": by, "working": working}
