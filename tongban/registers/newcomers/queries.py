"""Questions to newcomers: asked by who carries the row's id in his session, and by the platform that sends the code."""

from __future__ import annotations

from uuid import UUID

from tongban.registers.newcomers.models import Newcomer


def newcomer(newcomer_id: UUID | str) -> Newcomer | None:
    """Who waits for his code; None where the code counts no more."""
    row = Newcomer.objects.filter(pk=newcomer_id or UUID(int=0)).first()
    return row if row and row.counts else None
