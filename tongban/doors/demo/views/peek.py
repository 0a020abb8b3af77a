"""What the last clicks did (看一看留痕): the newest facts, as they come."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.facts import title, who
from tongban.registers.ledger import queries as ledger
from tongban.work.cases import queries as cases

LATEST = 20


@for_everybody
def peek(request: HttpRequest) -> HttpResponse:
    """The last twenty facts of the whole house."""
    rows = ledger.recent(limit=LATEST)
    known = cases.by_subjects(row.subject for row in rows)
    return render(request, "demo/peek.html", {"lines": [_line(row, known.get(row.subject)) for row in rows]})


def _line(row: Any, case: Any) -> dict[str, Any]:
    about = (case.number or "草稿") if case else row.subject.partition("/")[0]
    return {
        "seq": row.seq, "kind": row.kind, "at": row.at, "title": title(row.kind), "who": who(row.actor),
        "about": about, "hash": bytes(row.hash).hex()[:12],
    }  # fmt: skip
