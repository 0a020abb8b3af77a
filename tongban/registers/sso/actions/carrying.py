"""Grants that go over to another account of their holder when two accounts become one, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.registers.signin import permits
from tongban.registers.sso import events
from tongban.registers.sso.models import Grant

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account


def carry_grants(
    actor: Actor, other: Actor, source: Account, target: Account, *, only: Sequence[str] | None = None
) -> list[str]:
    """Move the grants of ``source``, or those of ``only`` that stand; where both have one, each keeps its own.

    A system calls somebody by its own name for him as a person (pairwise ``sub``): grants of one entry in the register
    stay what they were, another entry's are not moved.
    """
    permits.require_both(actor, other, source.holder, target.holder)
    if source.holder != target.holder:
        return []
    taken = Grant.objects.filter(account=target, ended_at=None).values("party")
    rows = Grant.objects.filter(account=source, ended_at=None).exclude(party__in=taken)
    found = [str(pk) for pk in (rows if only is None else rows.filter(pk__in=only)).values_list("pk", flat=True)]
    if found:
        _carry(actor, source, target, found)
    return found


@action
def _carry(actor: Actor, source: Account, target: Account, found: list[str]) -> None:
    Grant.objects.filter(pk__in=found).update(account=target)
    for grant in found:
        record(actor, events.ConsentCarried(f"account/{target.pk}", grant=grant, source=str(source.pk)))
