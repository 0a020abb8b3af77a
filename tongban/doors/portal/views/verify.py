"""Public verification (核验): whether a licence or a notice counts, with the least needed to recognise it."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts.request import Request
from tongban.kernel import time
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases


def ask(request: Request) -> HttpResponse:
    """Type the code under the QR, or the licence's identifier."""
    code = request.GET.get("code", "").strip()
    if code:
        return redirect(f"/v/{quote(code.upper(), safe='')}")
    return render(request, "portal/verify.html")


def show(request: Request, code: str) -> HttpResponse:
    """Valid, no longer valid, or unknown: big and clear, without signing in."""
    code = code.strip().rstrip("/")[:130]
    licence = licences.verify(code, demo=settings.TONGBAN.demo)
    notice = None if licence else cases.notice_by_code(code) or licences.decision_by_code(code)
    context = {"code": code, "licence": licence, "notice": notice, "at": time.now()}
    return render(request, "portal/verified.html", context, status=200 if licence or notice else 404)
