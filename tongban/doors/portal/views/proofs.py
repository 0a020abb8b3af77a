"""Receipts of what happened to my case (存证凭据), and the public log they are checked against."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.facts import title
from tongban.doors.parts.happenings import TELL
from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.kernel.errors import NotYours
from tongban.registers.ledger import queries as ledger
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases


@person_only
def listed(request: Request, number: str) -> HttpResponse:
    """Every act of my case I am told of, each with its receipt."""
    case = cases.case_for(request.actor, number)
    acts = [(row, title(row.kind)) for row in _acts(case)]
    sealed = ledger.proved(row.seq for row, _ in acts)
    return render(request, "portal/proofs.html", {"case": case, "acts": acts, "sealed": sealed})


@person_only
def receipt(request: Request, number: str, seq: int) -> HttpResponse:
    """One receipt as the file it is: whoever has it can show it, whoever doubts can check it without us."""
    case = cases.case_for(request.actor, number)
    if all(row.seq != seq for row in _acts(case)):
        raise NotYours
    answer = HttpResponse(ledger.receipt(seq), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{case.number}-{seq}.tlog-proof"'
    answer["Cache-Control"] = "no-store"
    return answer


def _acts(case: Any) -> list[Any]:
    subjects = [case.subject, *(one.subject for one in licences.from_source(case.subject))]
    told = [row for row in ledger.timelines(subjects) if row.kind in TELL and TELL[row.kind].public]
    given = [row for row in ledger.timelines(subjects[1:]) if row.kind == "licences.LicenceIssued"]
    return sorted({row.seq: row for row in [*told, *given]}.values(), key=lambda row: row.seq)


@for_everybody
def log(request: Request, name: str) -> HttpResponseBase:
    """Head, key and tiles of hashes, for monitors (C2SP tlog-tiles). Entries name subjects and are not shown."""
    path: Path | None = ledger.public_file(name)
    if path is None:
        raise Http404
    answer = FileResponse(path.open("rb"), content_type=_kind(name))
    answer["Cache-Control"] = "public, max-age=31536000, immutable" if name.startswith("tile/") else "no-cache"
    return answer


def _kind(name: str) -> str:
    return "application/octet-stream" if name.startswith("tile/") else "text/plain; charset=utf-8"
