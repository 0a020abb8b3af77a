"""Questions to the ledger: what happened to a subject, and whether the record is whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tongban.kernel.facts import Fact, revive
from tongban.registers.ledger.comparing import breaches
from tongban.registers.ledger.models import ChainRow, FactRow
from tongban.registers.ledger.proving import examine, examine_ours, prove, proved, public_file, receipt
from tongban.registers.ledger.standing import Evidence, evidence, require_witnessed
from tongban.registers.ledger.verifying import verify, verify_subject

__all__ = [
    "Evidence", "breaches", "evidence", "examine", "examine_ours", "fact", "in_order", "last", "last_of_each", "newest",
    "of_kind", "prove", "proved", "public_file", "receipt", "recent", "require_witnessed", "timeline", "timelines",
    "verify", "verify_subject",
]  # fmt: skip


@dataclass(frozen=True)
class UnknownFact(Fact):
    """A fact of a kind this release does not know."""


def fact(seq: int) -> Fact:
    """Fact number ``seq`` as its room declared it."""
    row = FactRow.objects.get(seq=seq)
    return revive(row.kind, row.subject, row.body, row.seq) or UnknownFact(row.subject)


def timeline(subject: str) -> list[FactRow]:
    """What happened to ``subject``, oldest first."""
    return list(FactRow.objects.filter(subject=subject).order_by("n"))


def of_kind(subject: str, kind: str) -> list[FactRow]:
    """What of one kind happened to ``subject``, oldest first."""
    return list(FactRow.objects.filter(subject=subject, kind=kind).order_by("n"))


def newest(subject: str, kind: str, before: int = 0, limit: int = 50) -> list[FactRow]:
    """What of one kind happened to ``subject``, the newest first, paged by ``n``, its place among them."""
    rows = FactRow.objects.filter(subject=subject, kind=kind)
    return list((rows.filter(n__lt=before) if before else rows).order_by("-n")[:limit])


def last_of_each(subjects: Iterable[str], kind: str) -> dict[str, FactRow]:
    """The newest fact of one kind of each subject that has one."""
    rows = FactRow.objects.filter(subject__in=list(subjects), kind=kind)
    return {row.subject: row for row in rows.order_by("subject", "-n").distinct("subject")}


def last(subject: str) -> int:
    """The number of the newest fact of ``subject``; 0 before anything happened."""
    return FactRow.objects.filter(subject=subject).order_by("-n").values_list("seq", flat=True).first() or 0


def timelines(subjects: Iterable[str]) -> list[FactRow]:
    """What happened to several subjects, in the order of their numbers."""
    return list(FactRow.objects.filter(subject__in=list(subjects)).order_by("seq"))


def recent(kind: str = "", before: int | None = None, limit: int = 50) -> list[FactRow]:
    """The newest facts, paged by number."""
    rows = FactRow.objects.order_by("-seq")
    if kind:
        rows = rows.filter(kind=kind)
    if before:
        rows = rows.filter(seq__lt=before)
    return list(rows[:limit])


def in_order(after: int = 0, limit: int = 1000) -> list[tuple[int, FactRow]]:
    """Facts with their places in the global order, from the place after ``after``: skips none, repeats none."""
    chain = ChainRow.objects.filter(position__gt=after).order_by("position")
    places = list(chain.values_list("position", "seq")[:limit])
    rows = FactRow.objects.in_bulk([seq for _, seq in places])
    return [(position, rows[seq]) for position, seq in places]
