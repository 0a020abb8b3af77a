"""Drafts nobody goes on with, of one item or of a package: told in time, laid into the trash, deleted in the end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.ledger import queries as ledger
from tongban.work.cases.kinds import DRAFT_IN_TRASH, DRAFT_KEPT, DRAFT_TOLD

LIMIT = 500  # in one round


@dataclass(frozen=True)
class Ageing:
    """Drafts of a room, the kind of fact by which their applicants are told, and the room's verbs."""

    drafts: Callable[[], QuerySet[Any]]
    told: str
    verbs: Any  # warn_of_expiry, trash, empty

    def age(self) -> int:
        """Tell seven days and one day before, lay into the trash, delete; returns how many."""
        system, done = Actor.system(), 0
        for days in DRAFT_TOLD:
            for pk in self.expiring(days):
                self.verbs.warn_of_expiry(system, pk, days)
                done += 1
        for verb, due in ((self.verbs.trash, self.old()), (self.verbs.empty, self.gone())):
            for pk in due:
                with suppress(Refusal):  # somebody went on with it meanwhile
                    verb(system, pk)
                    done += 1
        return done

    def expiring(self, days: int) -> list[str]:
        """What goes into the trash in ``days`` days or sooner, and whose applicant was not told so since he saved."""
        before = time.now() - DRAFT_KEPT + timedelta(days=days)
        rows = self.drafts().filter(trashed_at=None, saved_at__lt=before, saved_at__gte=before - timedelta(days=1))
        return [str(draft.pk) for draft in rows.order_by("saved_at")[:LIMIT] if not self._knows(draft, days)]

    def old(self) -> list[str]:
        """What nobody saved for thirty days."""
        rows = self.drafts().filter(trashed_at=None, saved_at__lt=time.now() - DRAFT_KEPT)
        return [str(pk) for pk in rows.order_by("saved_at").values_list("pk", flat=True)[:LIMIT]]

    def gone(self) -> list[str]:
        """What lay in the trash for thirty days."""
        rows = self.drafts().filter(trashed_at__lt=time.now() - DRAFT_IN_TRASH)
        return [str(pk) for pk in rows.values_list("pk", flat=True)[:LIMIT]]

    def _knows(self, draft: Any, days: int) -> bool:
        facts = ledger.timeline(draft.subject)
        return any(
            fact.kind == self.told and fact.at > draft.saved_at and fact.body.get("days") == days for fact in facts
        )
