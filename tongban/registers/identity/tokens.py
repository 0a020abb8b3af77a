"""Questions about the systems that hold a token: which one calls, and which are an organisation's own."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from tongban.kernel import time
from tongban.kernel.actor import Actor, Post
from tongban.kernel.crypto import token_digest
from tongban.registers.identity.errors import NotRegistered
from tongban.registers.identity.models import Client
from tongban.registers.identity.rows import one

CLIENT_STRENGTH = 2
SEEING = ("see",)
GONE = "没有找到这个令牌，可能不是本单位的。"


def client_for(token: str, *, door: str = "openapi") -> Actor | None:
    """The system that holds this bearer token; None for an unknown, ended or outdated one.

    A department's has it as a post of role "client"; an organisation's looks for the organisation, and only looks.
    """
    rows = Client.objects.filter(token_digest=token_digest(token), active=True).select_related("organisation")
    row = rows.filter(Q(until=None) | Q(until__gte=time.today())).first()
    if row is None:
        return None
    home = row.organisation
    posts = (Post("", row.department_id, "", "client"),) if row.department_id else ()
    return Actor(
        "client", str(row.pk), row.name, posts=posts, scopes=tuple(row.scopes),
        purposes=tuple(row.purposes), door=door, strength=CLIENT_STRENGTH,
        on_behalf=home.subject if home else "", behalf_name=home.name if home else "", rights=SEEING if home else (),
    )  # fmt: skip


def systems() -> list[Client]:
    """The departments' systems that were ever let in (接入系统), those that still are first, then the newest."""
    rows = Client.objects.filter(organisation=None).select_related("department")
    return list(rows.order_by("-active", "-id")[:200])


def tokens_of(organisation: UUID | str, *, counting: bool = False) -> list[Client]:
    """The tokens of an organisation, the newest first; ``counting``: only those that count today."""
    rows = Client.objects.filter(organisation_id=str(organisation))
    if counting:
        rows = rows.filter(active=True, until__gte=time.today())
    return list(rows.order_by("-id")[:100])


def token_of(organisation: UUID | str, client: UUID | str) -> Client:
    """One token of this organisation; another's is answered as if it did not exist."""
    row = one(Client, client, GONE)
    if row.organisation_id is None or str(row.organisation_id) != str(organisation):
        raise NotRegistered(GONE)
    return row
