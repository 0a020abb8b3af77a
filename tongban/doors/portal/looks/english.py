"""The key facts of a guide in English, for whoever reads no Chinese; what nobody translated says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tongban.registers.catalogue.kinds import Definition

SERVES = {
    "person": "Individuals", "company": "Companies", "sole-trader": "Sole traders",
    "public-institution": "Public institutions", "association": "Associations", "other": "Other organisations",
}  # fmt: skip
UNTRANSLATED = "Not translated yet; in Chinese:"


@dataclass(frozen=True)
class Fact:
    """One fact: in English, and in Chinese where that is all there is."""

    label: str
    said: str
    chinese: str = ""


def facts(d: Definition, needed: int, free: int, serves: Sequence[str]) -> list[Fact]:
    """What one asks first: what it is, who, what to bring, how long, how much, where, how often."""
    bring = f"{needed} document{'s' * (needed != 1)}" + (f", {free} of them fetched for you" if free else "")
    limit = f"{d.limits.promise}" + (f" (by law within {d.limits.statute})" if d.limits.statute else "")
    visits = f"{d.guide.visits} visit{'s' * (d.guide.visits != 1)}" if d.guide.visits else "Online, no visit needed"
    english, groups = d.guide.english, ", ".join(SERVES.get(one, one) for one in serves)
    fee = _said("Fee", english.fee, d.fee.standard) if d.fee.charged else Fact("Fee", english.fee or "Free of charge")
    who = Fact("Who can apply", f"{groups}: {english.who}" if english.who else groups)
    return [
        _said("What it is", english.what, d.guide.summary), who, Fact("What to bring", bring), Fact("How long", limit),
        fee, Fact("Where", english.where or _where(d)), Fact("Visits", visits),
        Fact("Enquiries (in Chinese)", d.guide.phone),
    ]  # fmt: skip


def _said(label: str, english: str, chinese: str) -> Fact:
    return Fact(label, english) if english or not chinese else Fact(label, UNTRANSLATED, chinese)


def _where(d: Definition) -> str:
    """By what the item says of its channels."""
    online, window = d.guide.online, "window" in d.guide.channels
    ways = [*(["on this site"] if online else []), *(["at the service halls listed below"] if window else [])]
    return " or ".join(ways).capitalize() or "See the list below"
