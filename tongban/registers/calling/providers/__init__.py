"""Queueing systems of halls: what the platform asks of one, and which is connected."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings

from tongban.registers.calling.kinds import Ticket


class Queue(Protocol):
    """One hall's queue. ``deed`` names the press of a button: the same one again calls nobody else.

    Each raises `QueueSilent` when no sense can be had of it, `NobodyWaits` when there is nobody to call.
    """

    def call_next(self, window: str, deed: str) -> Ticket: ...

    def call_again(self, window: str, deed: str) -> Ticket: ...

    def pass_over(self, window: str, deed: str) -> Ticket:
        """The number that did not come; its place is the queue's business."""
        ...


def connected() -> Queue | None:
    """The queue of this installation, by `TONGBAN_QUEUE`."""
    from tongban.registers.calling.providers.rest import RestQueue

    url: str = settings.TONGBAN.queue_url
    return RestQueue(url) if url else None
