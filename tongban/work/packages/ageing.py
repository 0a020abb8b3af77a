"""Which drafts of runs are to be told of, laid into the trash, or deleted today."""

from __future__ import annotations

from datetime import timedelta

from tongban.kernel import time
from tongban.registers.ledger import queries as ledger
from tongban.work.cases.kinds import DRAFT_IN_TRASH, DRAFT_KEPT
from tongban.work.packages.kinds import RunState
from tongban.work.packages.models import Run


def expiring(days: int, limit: int = 500) -> list[str]:
    """Drafts that go into the trash in ``days`` days or sooner, and whose applicant was not told so since he saved."""
    before = time.now() - DRAFT_KEPT + timedelta(days=days)
    rows = Run.objects.filter(state=RunState.DRAFT, trashed_at=None, saved_at__lt=before)
    rows = rows.filter(saved_at__gte=before - timedelta(days=1))
    return [str(run.pk) for run in rows.order_by("saved_at")[:limit] if not _told(run, days)]


def _told(run: Run, days: int) -> bool:
    facts = ledger.timeline(run.subject)
    return any(
        row.kind == "packages.RunExpiring" and row.at > run.saved_at and row.body.get("days") == days for row in facts
    )


def old(limit: int = 500) -> list[str]:
    """Drafts nobody saved for thirty days."""
    rows = Run.objects.filter(state=RunState.DRAFT, trashed_at=None, saved_at__lt=time.now() - DRAFT_KEPT)
    return [str(pk) for pk in rows.order_by("saved_at").values_list("pk", flat=True)[:limit]]


def gone(limit: int = 500) -> list[str]:
    """Drafts that lay in the trash for thirty days."""
    rows = Run.objects.filter(state=RunState.DRAFT, trashed_at__lt=time.now() - DRAFT_IN_TRASH)
    return [str(pk) for pk in rows.values_list("pk", flat=True)[:limit]]
