"""Scanning the code somebody shows (扫码): who stands here, and what of his lies with us. The scan is recorded."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.desk.standing import Desked, for_officials
from tongban.kernel.errors import Refusal
from tongban.registers.codes import actions, queries
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def scan(request: Desked) -> HttpResponse:
    """A scanner types what it reads; the purpose is asked for, and its holder reads it."""
    refusal: Refusal | None = None
    said = {"purpose": request.POST.get("purpose", "")[:200], "code": request.POST.get("code", "")[:1500].strip()}
    if request.method == "POST":
        try:
            row = actions.scan(
                request.actor, said["code"], purpose=said["purpose"], key=request.POST.get("key", "")
            )
            return redirect("desk:scanned", row.pk)
        except Refusal as why:
            refusal = why
    status = refusal.status if refusal else 200
    return render(request, "desk/scan.html", {"said": said, "refusal": refusal}, status=status)


@require_safe
@for_officials
def scanned(request: Desked, scan: UUID) -> HttpResponse:
    """Who it is, and what the scanner's own departments have of him."""
    row = queries.scan_for(request.actor, scan)
    holder = row.code.holder
    ours = {post.department for post in request.actor.posts}
    issuers = [identity.department(code).credit_code for code in sorted(ours) if code]
    context = {
        "scan": row, "applicant": identity.applicant(holder), "cases": cases.of_holder(request.actor, holder),
        "licences": licences.of_holder_by(holder, issuers),
    }  # fmt: skip
    return render(request, "desk/scanned.html", context)
