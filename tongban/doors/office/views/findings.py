"""A file that carried malware (恶意文件): what is known of it, for the security administrator, until he has looked."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.office.standing import Standing, for_security
from tongban.doors.parts.facts import who
from tongban.kernel.errors import Refusal
from tongban.registers.vetting import queries
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows

KIND = "malware"


@require_http_methods(["GET", "HEAD", "POST"])
@for_security
def one(request: Standing, finding: UUID) -> HttpResponse:
    """What was found, when, in whose upload; done when he says so."""
    subject = f"finding/{finding}"
    found, wrong = queries.finding(subject), None
    open_tasks = task_rows.open_of(subject, KIND)
    if request.method == "POST":
        try:
            for task in open_tasks:
                tasks.close(request.actor, str(task.pk), key=request.POST.get("key", ""))
        except Refusal as refused:
            wrong = refused
        else:
            messages.success(request, "已记为核查完毕。")
            return redirect("office:finding", finding)
    context = {"found": found, "who": who(found.actor), "open": bool(open_tasks), "wrong": wrong}
    return render(request, "office/finding.html", context, status=wrong.status if wrong else 200)
