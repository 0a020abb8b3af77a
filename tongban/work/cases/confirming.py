"""What somebody has read before he says that it is right: one word for the application as it stands."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from tongban.kernel.actor import Actor
from tongban.registers.visits import queries as visits


def fingerprint(case: Any) -> str:
    """Changes with any answer, document or edition."""
    given = sorted((g.code, g.source, g.material_id, g.version) for g in case.given.filter(current=True))
    said = [str(case.pk), case.edition_id, case.data, case.raw, given]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def require_confirmed(actor: Actor, case: Any) -> None:
    """What a clerk wrote for somebody is handed in only as he has read it; raises `ConfirmFirst`."""
    if actor.hand:
        visits.require_confirmed(actor, case.subject, fingerprint(case))
