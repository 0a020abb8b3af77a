"""The key facts of a guide in English, for whoever reads no Chinese; the rest stays as it was published."""

from __future__ import annotations

from collections.abc import Sequence

from tongban.registers.catalogue.kinds import Definition

SERVES = {
    "person": "Individuals", "company": "Companies", "sole-trader": "Sole traders",
    "public-institution": "Public institutions", "association": "Associations", "other": "Other organisations",
}  # fmt: skip


def facts(d: Definition, needed: int, free: int, serves: Sequence[str]) -> list[tuple[str, str]]:
    """What one asks first: who, what to bring, how long, how much, how often."""
    bring = f"{needed} document{'s' * (needed != 1)}" + (f", {free} of them fetched for you" if free else "")
    limit = f"{d.limits.promise}" + (f" (by law within {d.limits.statute})" if d.limits.statute else "")
    visits = f"{d.guide.visits} visit{'s' * (d.guide.visits != 1)}" if d.guide.visits else "Online, no visit needed"
    return [
        ("Who can apply", ", ".join(SERVES.get(one, one) for one in serves)), ("What to bring", bring),
        ("How long", limit), ("Fee", "Charged, see “花多少钱” below" if d.fee.charged else "Free of charge"),
        ("Visits", visits), ("Enquiries (in Chinese)", d.guide.phone),
    ]  # fmt: skip
