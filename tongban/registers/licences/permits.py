"""Who may do which verb to a licence."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.identity import queries as identity
from tongban.registers.licences.models import Licence


def may_revoke(actor: Actor, licence: Licence, issuer_department: str) -> bool:
    """An approver of the department that issued it, whichever department is named as the issuer."""
    if not actor.is_official or not any(p.department == issuer_department for p in actor.posts_as("approver")):
        return False
    code = licence.type.issuer_code
    return bool(code) and identity.department(issuer_department).credit_code == code


def require_system(actor: Actor) -> None:
    """Issuing, changing and renewing follow from a decision: nobody does it by hand."""
    if not actor.is_system:
        raise NotAllowed("证照只能依据审批决定自动制发。", law="行政许可法 第三十九条")
