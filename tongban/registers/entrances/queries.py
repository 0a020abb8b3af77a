"""Questions to entrances: which are open, what is bound to an account, and the keys we prove ourselves with."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tongban.engines import jose
from tongban.kernel.actor import Actor
from tongban.registers.entrances.errors import NoSuchEntrance
from tongban.registers.entrances.models import Entrance, Link
from tongban.registers.identity import permits as identity_permits
from tongban.registers.identity import queries as identity
from tongban.registers.signin import permits

Id = UUID | str


def open_ones() -> list[Entrance]:
    """The entrances people may choose from, by code."""
    return list(Entrance.objects.filter(active=True).only("code", "title")[:10])


def entrance(code: str) -> Entrance:
    """An open entrance; raises `NoSuchEntrance`."""
    row = Entrance.objects.filter(code=code, active=True).first()
    if row is None:
        raise NoSuchEntrance
    return row


def every(actor: Actor) -> QuerySet[Entrance]:
    """Every entrance, for the security administrator."""
    identity_permits.require_grant(actor)
    return Entrance.objects.all()


def links_of(actor: Actor, account_id: Id) -> QuerySet[Link]:
    """What an account is bound to, for its holder."""
    permits.require_own(actor, identity.account(account_id).holder)
    return Link.objects.filter(account_id=account_id, ended_at=None).select_related("entrance").order_by("made_at")


def keys(code: str) -> list[dict[str, Any]]:
    """The public key an entrance checks our statements with."""
    return [jose.public(json.loads(entrance(code).key))]


def challenge(verifier: str) -> str:
    """What a verifier is announced with (PKCE, S256)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
