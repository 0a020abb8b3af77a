"""Serving notices (文书). What one says is fixed when it is served; the paper is made from that alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import connection

from tongban.kernel import grace, time
from tongban.registers.identity import queries as identity
from tongban.registers.wordings import queries as wordings
from tongban.registers.wordings.kinds import frame
from tongban.work.cases import notice_facts
from tongban.work.cases.models import Case, Notice

MARKS = {
    "receipt": "收", "acceptance": "受", "list-of-gaps": "补", "non-acceptance": "不受", "special-procedure": "特",
    "decision": "决", "withdrawal": "终", "delivery-note": "达", "no-permit-needed": "不需", "not-ours": "非职",
    "deemed-acceptance": "视受", "return": "退", "resumption": "恢", "extension": "延", "transfer": "移",
    "sent-on": "转", "termination": "止", "rectification": "更", "reopening": "重", "hearing-right": "听告",
    "hearing-call": "听通", "undertaking": "诺", "hearing-record": "听录", "site-visit-record": "勘",
    "procedure-record": "特录", "hearing-waiver": "听弃", "first-instance": "初审",
}


def serve(case: Case, kind: str, extra: Mapping[str, Any]) -> Notice:
    """Serve the notice that a move owes (送达文书): number it and fix what it says, in the verb's transaction."""
    department = identity.department(case.department)
    number = f"{settings.TONGBAN.mark}{department.short}{MARKS[kind]}〔{time.today().year}〕{_next_number()}号"
    facts = {**content(case, kind, extra, department.name), "number": number}
    return Notice.objects.create(
        case=case, kind=kind, title=facts["title"], number=number, facts=facts,
        served_at=grace.until() or time.now(),  # it goes out when it can no longer be taken back
    )


def content(case: Case, kind: str, extra: Mapping[str, Any], agency: str) -> dict[str, Any]:
    """What a notice says in the words that are in force now, and which words those are."""
    wording = wordings.in_force(notice_facts.wording_kind(kind, extra), case.department)
    values = notice_facts.values(case, kind, extra, agency)
    kept = {"wording": f"{wording.kind} {wording.name} {wording.digest[:12]}"}
    return {**frame(values), **wording.write(values), **kept}


def _next_number() -> int:
    # A sequence, not a counter row: numbers are unique and rising, and nobody waits for anybody.
    with connection.cursor() as cursor:
        cursor.execute("select nextval('cases_notice_number')")
        return int(cursor.fetchone()[0])
