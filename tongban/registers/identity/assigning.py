"""Credit codes for bodies registered here (赋码): registrar, kind, division, body, check character (GB 32100)."""

from __future__ import annotations

from django.db import connection

from tongban.engines.codes import credit_code
from tongban.registers.identity.models import Organisation

KINDS = {"company": "91", "sole-trader": "92"}
"""Registrar 9 (市场监督管理) and the kind of body it registers."""
SERIES = "MA"
"""Bodies registered since 2015 have an organisation code that begins so."""


def next_code(kind: str, area: str) -> str:
    """The next free code of a division; whoever else asks waits until this one is registered. Raises KeyError."""
    first = f"{KINDS[kind]}{area[:6]}{SERIES}"
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 11))", [first])
    last = Organisation.objects.filter(credit_code__startswith=first).order_by("-credit_code").first()
    body = f"{SERIES}{int(last.credit_code[10:16]) + 1 if last else 1:06d}"
    return credit_code.make(f"{KINDS[kind]}{area[:6]}{body}{credit_code.organisation_check(body)}")
