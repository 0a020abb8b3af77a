"""Public verification (核验): whether a licence or a notice counts, with the least needed to recognise it.

A code under a QR, an identifier, a code somebody shows for half a minute, a credential, a receipt of the log, a sealed
PDF or OFD: one page. Nothing that is handed in is kept.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.facts import title
from tongban.doors.parts.request import Request
from tongban.engines.disclosure import looks_like_credential
from tongban.engines.tokens import looks_like_token
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.credentials import actions as credentials
from tongban.registers.credentials import queries as shown
from tongban.registers.ledger import queries as ledger
from tongban.registers.licences import queries as licences
from tongban.registers.seals import queries as seals
from tongban.work.cases import queries as cases

LARGEST = 20 * 2**20


@for_everybody
def ask(request: Request) -> HttpResponse:
    """Type the code under the QR, or the licence's identifier; or hand in the file itself."""
    if request.method == "POST":
        return _file(request)
    code = request.GET.get("code", "").strip()
    if code:
        return redirect(f"/v/{quote(code if looks_like_token(code) else code.upper(), safe='')}")
    return render(request, "portal/verify.html")


@for_everybody
def show(request: Request, code: str) -> HttpResponse:
    """Valid, no longer valid, or unknown: big and clear, without signing in."""
    if looks_like_token(code.strip()):
        return _answer(request, code="", **_proof(lambda: credentials.read_showing(request.actor, code.strip())))
    code = code.strip().rstrip("/")[:130]
    licence = licences.verify(code, demo=settings.TONGBAN.demo)
    notice = None if licence else cases.notice_by_code(code) or licences.decision_by_code(code)
    return _answer(request, code=code, licence=licence, notice=notice)


def _file(request: Request) -> HttpResponse:
    given = request.FILES.get("file")
    if given is None or given.size is None or given.size > LARGEST:
        problem = "请选择一个文件。" if given is None else "文件超过 20 MB，不能核验。"
        return render(request, "portal/verify.html", {"problem": problem}, status=422)
    content = given.read()
    text = content[:100_000].decode("ascii", "replace").strip()
    if looks_like_credential(text):
        return _answer(request, code="", **_proof(lambda: shown.verify(text)))
    if text.startswith("c2sp.org/tlog-proof@v1"):
        return _answer(request, code="", **_receipt(content.decode("utf-8", "replace")))
    digest = hashlib.sha256(content).hexdigest()
    paper = seals.first_form(digest) or digest
    said = {"code": str(given.name)[:80], "sealed": seals.examine(content), "second": seals.second_signature(content)}
    licence = licences.by_paper(paper)
    if licence is not None:
        return _answer(request, licence=licences.verify(licence.code, demo=settings.TONGBAN.demo), **said)
    notice = cases.notice_by_paper(paper) or licences.decision_by_paper(paper)
    return _answer(request, notice=notice, file=True, **said)


def _receipt(text: str) -> dict[str, Any]:
    try:
        found = ledger.examine_ours(text)
    except Refusal as why:
        return {"refusal": why}
    return {"receipt": found, "receipt_title": title(found.kind), "receipt_at": datetime.fromisoformat(found.at)}


def _proof(read: Any) -> dict[str, Any]:
    try:
        return {"proof": read()}
    except Refusal as why:
        return {"refusal": why}


def _answer(request: Request, **said: Any) -> HttpResponse:
    licence = said.get("licence")
    said["revoked"] = seals.revoked(licence.seal) if licence else None
    known = any(said.get(name) for name in ("licence", "notice", "proof", "sealed", "receipt"))
    return render(request, "portal/verified.html", {**said, "at": time.now()}, status=200 if known else 404)
