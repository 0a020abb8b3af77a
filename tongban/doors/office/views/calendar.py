"""The calendar (工作日历): the years known; a new notice of holidays pasted or uploaded, looked at, and imported."""

from __future__ import annotations

from itertools import groupby, islice
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.office.standing import Standing, for_operators
from tongban.journey import dates
from tongban.kernel import time, wall
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.calendar import actions as calendar
from tongban.registers.calendar import queries
from tongban.work.cases import queries as cases

LARGEST = 256 * 1024
SHOWN, COUNTED = 100, 2000


@for_operators
def listed(request: Standing) -> HttpResponse:
    """The years whose notice is known, and where a new one is handed in."""
    return _page(request)


@require_POST
@for_operators
def check(request: Standing) -> HttpResponse:
    """What the notice says, which days change, and which open dates would move; nothing is kept."""
    text, source = "", request.POST.get("source", "").strip()
    try:
        text = _handed_in(request)
        return _preview(request, text, source)
    except Refusal as refusal:
        return _page(request, text, source, refusal)


@require_POST
@for_operators
def publish(request: Standing) -> HttpResponse:
    """Import what was looked at; what the register refuses is said on the same page."""
    text, source = request.POST.get("text", ""), request.POST.get("source", "").strip()
    try:
        if request.POST.get("sure") != "yes":
            raise Invalid("请先勾选“我已核对”，再导入。", next_step="导入后，受影响的办理期限会全部重新推算。")
        row = calendar.import_notice(request.actor, text, source, key=request.POST.get("key", ""))
    except Refusal as refusal:
        try:
            return _preview(request, text, source, refusal)
        except Refusal:
            return _page(request, text, source, refusal)
    messages.success(request, f"已导入{row}，受影响的办理期限正在重新推算。")
    return redirect("office:calendar")


def _page(request: Standing, text: str = "", source: str = "", wrong: Refusal | None = None) -> HttpResponse:
    years = queries.years()
    context = {
        "years": years, "text": text, "source": source, "wrong": wrong,
        "missing": [y for y in _needed() if y not in {one.year for one in years}],
    }  # fmt: skip
    return render(request, "office/calendar.html", context, status=wrong.status if wrong else 200)


def _needed() -> list[int]:
    """This year, and from November on the next: its notice appears then."""
    today = time.today()
    return [today.year, *([today.year + 1] if today.month >= 11 else [])]


def _preview(request: Standing, text: str, source: str, wrong: Refusal | None = None) -> HttpResponse:
    ahead = queries.preview(request.actor, text)
    known = queries.calendar()
    with wall.as_platform("calendar"):  # a notice moves dates of every department
        moves = list(islice(cases.moved(known, ahead.after, ahead.year), COUNTED + 1))
    parts = sum(1 for _ in islice(dates.moved_tasks(known, ahead.after, ahead.year), COUNTED + 1))
    notice = ahead.after.notice(ahead.year)
    context = {
        "ahead": ahead, "text": text, "source": source or (notice.papers[0] if notice and notice.papers else ""),
        "holidays": _holidays(notice), "moves": moves[:SHOWN], "count": min(len(moves), COUNTED),
        "many": len(moves) > COUNTED, "tasks": min(parts, COUNTED), "many_tasks": parts > COUNTED,
        "left": max(0, min(len(moves), COUNTED) - SHOWN), "wrong": wrong,
    }  # fmt: skip
    return render(request, "office/calendar_check.html", context, status=wrong.status if wrong else 200)


def _holidays(notice: Any) -> list[tuple[str, list[Any], list[Any]]]:
    """Each holiday with its days off and the weekend days that are worked for it."""
    rows = sorted((name, day, worked) for day, (worked, name) in notice.days.items())
    found = []
    for name, group in groupby(rows, key=lambda row: row[0]):
        days = list(group)
        found.append((name, [d for _, d, worked in days if not worked], [d for _, d, worked in days if worked]))
    return sorted(found, key=lambda row: min(row[1] + row[2]))


def _handed_in(request: Standing) -> str:
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("text", "")
    if (file.size or 0) > LARGEST:
        raise Invalid("文件不能超过 256 KB。", next_step="请检查是否选错了文件；放假安排是一份很小的 JSON 文本。")
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("文件不是 UTF-8 编码的文本。", next_step="请另存为 UTF-8 编码后重新上传。") from None
