"""Links that go over to another account of their holder when two accounts become one, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor
from tongban.registers.entrances import events
from tongban.registers.entrances.models import Link
from tongban.registers.ledger.actions import action, record
from tongban.registers.signin import permits

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account


def carry_links(
    actor: Actor, other: Actor, source: Account, target: Account, *, only: Sequence[str] | None = None
) -> list[str]:
    """Move the links of ``source``, or those of ``only`` that stand; where both have one, each keeps its own."""
    permits.require_both(actor, other, source.holder, target.holder)
    taken = Link.objects.filter(account=target, ended_at=None).values("entrance")
    rows = Link.objects.filter(account=source, ended_at=None).exclude(entrance__in=taken)
    found = [str(pk) for pk in (rows if only is None else rows.filter(pk__in=only)).values_list("pk", flat=True)]
    if found:
        _carry(actor, source, target, found)
    return found


@action
def _carry(actor: Actor, source: Account, target: Account, found: list[str]) -> None:
    Link.objects.filter(pk__in=found).update(account=target)
    for link in found:
        record(actor, events.LinkCarried(f"account/{target.pk}", link=link, source=str(source.pk)))
