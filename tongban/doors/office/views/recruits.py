"""A table of officials entered at once (批量录入): what is wrong is said line by line, and then nobody was entered."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.office import shown
from tongban.doors.office.standing import Standing, for_system
from tongban.engines.tables import BadFile
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.identity import actions, queries
from tongban.registers.identity.kinds import MOST_RECRUITS

LARGEST = 2 << 20
COLUMNS = {"number": "工号", "name": "姓名", "department": "部门代码", "phone": "办公电话", "username": "账号名"}


@require_http_methods(["GET", "HEAD", "POST"])
@for_system
def take_in(request: Standing) -> HttpResponse:
    """Hand in a table; all of it is entered, or what has to be put right is shown."""
    if request.method != "POST":
        return _page(request)
    try:
        accounts = actions.take_on(request.actor, _read(request), key=request.POST.get("key", ""))
    except Refusal as refused:
        return _page(request, refused)
    messages.success(
        request, f"已录入 {len(accounts)} 人并开通账号。请逐人当面核对工作证后给临时密码；岗位由安全管理员授予。"
    )
    return redirect("office:officials")


def _read(request: Standing) -> Any:
    given = request.FILES.get("file")
    if given is None:
        raise Invalid("请选择要录入的文件。", next_step="可以是 CSV，也可以是 XLSX。")
    if (given.size or 0) > LARGEST:
        raise Invalid(f"文件太大，最大 {LARGEST >> 20} MB。", next_step="请只保留需要的几列，或者分成几份。")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table"
        with path.open("wb") as kept:
            for piece in given.chunks():
                kept.write(piece)
        try:
            return queries.read_recruits(path)
        except BadFile as bad:
            raise Invalid(str(bad), next_step="请改好后重新上传，没有录入任何人。") from None


def _page(request: Standing, wrong: Refusal | None = None) -> HttpResponse:
    lines = [
        (one["line"], COLUMNS.get(one["field"], one["field"]), one["sentence"])
        for one in (wrong.details.get("problems", ()) if wrong else ()) if "line" in one
    ]  # fmt: skip
    context = {"wrong": wrong, "lines": lines, "most": MOST_RECRUITS, "departments": shown.department_names()}
    return render(request, "office/recruits.html", context, status=wrong.status if wrong else 200)
