"""Passkeys that go over to another account of their holder when two accounts become one, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.registers.signin import events, permits
from tongban.registers.signin.models import Passkey

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account


def carry_passkeys(
    actor: Actor, other: Actor, source: Account, target: Account, *, only: Sequence[str] | None = None
) -> list[str]:
    """Move the passkeys of ``source``, or those of ``only`` that are still there; returns which."""
    permits.require_both(actor, other, source.holder, target.holder)
    rows = Passkey.objects.filter(account=source)
    found = [str(pk) for pk in (rows if only is None else rows.filter(pk__in=only)).values_list("pk", flat=True)]
    if found:
        _carry(actor, source, target, found)
    return found


@action
def _carry(actor: Actor, source: Account, target: Account, found: list[str]) -> None:
    Passkey.objects.filter(pk__in=found).update(account=target)
    for passkey in found:
        record(actor, events.PasskeyCarried(f"account/{target.pk}", passkey=passkey, source=str(source.pk)))
