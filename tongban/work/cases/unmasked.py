"""What is half hidden of a case's applicant (证件号码、电话、住址), and who may see it whole just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.work.cases.models import Unmasking

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


def unmasked(actor: Actor, case: Case) -> Unmasking | None:
    """This official's own opening of this case, while it lasts."""
    if not actor.is_official:
        return None
    rows = Unmasking.objects.filter(case=case, official=actor.id, until__gt=time.now())
    return rows.order_by("-until").first()


def whole(case: Case, opening: Unmasking) -> list[tuple[str, str]]:
    """Label and value of what the register holds of the applicant, for who has opened it."""
    assert opening.case_id == case.pk
    who = identity.applicant(case.applicant)
    rows = [("证件号码" if who.is_person else "信用代码", who.code), ("电话", who.phone), ("住址", who.address)]
    return [(label, text) for label, text in rows if text]
