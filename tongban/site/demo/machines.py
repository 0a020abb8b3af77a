"""Appoint the posts from which the platform decides by rules: idempotent, like the wires."""

from __future__ import annotations

from datetime import date

from tongban.kernel import time
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as identities
from tongban.site.demo.town import SYSTEM, read


def appoint(since: date | None = None) -> None:
    """Every machine of the town at its desk, from a day on, today unless said; what came before was decided by hand."""
    for number, (name, department, desk) in read("machines").items():
        if identities.official_by_number(number) is None:
            found = identity.employ(SYSTEM, number, name, department)
            identity.appoint(SYSTEM, found.pk, desk, "", "automatic", since=since or time.today())
