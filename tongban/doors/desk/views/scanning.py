"""Scanning the code somebody shows (扫码): who stands here, and what of his lies with us. The scan is recorded."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.codes import actions, queries
from tongban.registers.credentials import actions as credentials
from tongban.registers.credentials import queries as asked
from tongban.registers.credentials.kinds import OWN
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
        "scan": row, "applicant": identity.applicant(holder),
        "by": identity.applicant(row.code.shown_by).name if row.code.shown_by else "",
        "cases": cases.of_holder(request.actor, holder),
        "licences": licences.of_holder_by(holder, issuers),
    }  # fmt: skip
    return render(request, "desk/scanned.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def ask(request: Desked, scan: UUID) -> HttpResponse:
    """Ask whoever stands here for fields of a licence another department gave him: which kind first, then which."""
    row = queries.scan_for(request.actor, scan)
    code = request.POST.get("type") or request.GET.get("type", "")
    kind = licences.type_of(code)
    refusal: Refusal | None = None
    if request.method == "POST":
        refusal = attempt(
            credentials.ask_for_data, request.actor, row.code.holder, code, request.POST.getlist("field"),
            purpose=request.POST.get("purpose", ""), law=request.POST.get("law", ""),
            until=_day(request.POST.get("until", "")), key=request.POST.get("key", ""),
        )
        if refusal is None:
            messages.success(request, "已提出，等本人决定。本人已收到消息。")
            return redirect("desk:data-requests")
    fields = [*OWN.items(), *((f"f_{name}", label) for name, label in kind.labels)] if kind else []
    context = {
        "scan": row, "kind": kind, "kinds": licences.types(), "fields": fields, "refusal": refusal,
        "chosen": request.POST.getlist("field"), "purpose": request.POST.get("purpose", row.purpose),
        "law": request.POST.get("law", ""), "until": request.POST.get("until", time.today().isoformat()),
    }  # fmt: skip
    return render(request, "desk/ask_for_data.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def requests(request: Desked) -> HttpResponse:
    """What I asked for; reading it is a fact, so it is a button."""
    refusal, rows, read = None, [], request.POST.get("request", "")
    if request.method == "POST":
        try:
            rows = credentials.read_granted(request.actor, read)
        except Refusal as why:
            if why.status == 404:
                raise
            refusal = why
    context = {"asked": asked.asked_by(request.actor), "rows": rows, "read": read, "refusal": refusal}
    return render(request, "desk/data_requests.html", context, status=refusal.status if refusal else 200)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
