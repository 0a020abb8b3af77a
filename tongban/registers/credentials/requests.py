"""Questions about requests for data."""

from __future__ import annotations

from uuid import UUID

from tongban.kernel.actor import Actor
from tongban.registers.credentials import permits
from tongban.registers.credentials.errors import NoSuchRequest
from tongban.registers.credentials.kinds import State
from tongban.registers.credentials.models import DataRequest

PAGE = 30


def by_id(request_id: str) -> DataRequest:
    """A request, for reactions that carry it on; raises `NoSuchRequest`."""
    row = DataRequest.objects.filter(pk=as_key(request_id)).first()
    if row is None:
        raise NoSuchRequest
    return row


def asked_of(actor: Actor) -> list[DataRequest]:
    """Who asks for my data, the open ones first, the newest first."""
    rows = DataRequest.objects.filter(holder=actor.applicant).order_by("-asked_at")[:PAGE]
    return sorted(rows, key=lambda row: row.state != State.ASKED)


def asked_by(actor: Actor) -> list[DataRequest]:
    """What I asked for, the newest first."""
    if not actor.is_official:
        return []
    return list(DataRequest.objects.filter(official=actor.id).order_by("-asked_at")[:PAGE])


def request_for(actor: Actor, request_id: str) -> DataRequest:
    """A request of my own, while I still hold a post in the department that asked; raises `NoSuchRequest`."""
    row = by_id(request_id)
    if not permits.may_read(actor, row):
        raise NoSuchRequest
    return row


def as_key(text: str) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise NoSuchRequest from None
