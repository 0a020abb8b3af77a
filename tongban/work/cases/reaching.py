"""How far who looks at an application may see its applicant's data (授权用数范围): as far as his mandate names."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.registers.licences.queries import LET
from tongban.registers.mandates.kinds import RESULT


def asked_by(actor: Actor, case: Any) -> Any:
    """The same row, which now knows what who looks at it, or writes in it, may see of its applicant."""
    case.let = actor.data
    return case


def knows(case: Any, *data: str) -> bool:
    """Whether all of these data may be seen; what his items result in he sees with them."""
    let = getattr(case, "let", None)
    return let is None or all(one in let or one.replace(LET, RESULT) in let for one in data)
