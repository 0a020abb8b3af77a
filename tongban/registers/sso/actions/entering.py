"""Consenting and entering (同意授权、进入应用系统): a code for a minute and one try, tied to who asked and how."""

from __future__ import annotations

import secrets
from uuid import UUID

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import token_digest
from tongban.kernel.errors import NotAllowed
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.registers.sso import events, permits, queries
from tongban.registers.sso.errors import NoSuchGrant, NotFromHere
from tongban.registers.sso.keyring import instant
from tongban.registers.sso.kinds import CODE_LIFE, Asked, How
from tongban.registers.sso.models import Code, Grant, Party, Pushed, Visit

Id = UUID | str


@action
def consent(actor: Actor, account_id: Id, asked: Asked, items: tuple[str, ...]) -> Grant:
    """Let a system know some of what it asks for (同意提供); remembered, also what was kept back."""
    account = identity.account(account_id)
    permits.require_holder(actor, account.holder)
    party = _party(asked)
    require_served(actor, party)
    row = Grant.objects.select_for_update().filter(account=account, party=party, ended_at=None).first()
    row = row or Grant(account=account, party=party, given_at=time.now())
    offered = set(queries.offered(actor, asked))
    kept = set(row.items) - offered  # granted earlier and not asked for now
    row.items = [one for one in party.items if one in kept or (one in items and one in offered)]
    row.asked = sorted(set(row.asked) | set(asked.items))
    row.save()
    record(actor, events.ConsentGiven(f"account/{account.pk}", party=party.code, items=tuple(row.items)))
    return row


@action
def enter(actor: Actor, account_id: Id, asked: Asked, how: How) -> str:
    """Go into a system with the sign-in here (单点登录); returns the code to send along, shown this once."""
    account = identity.account(account_id)
    permits.require_holder(actor, account.holder)
    party = _party(asked)
    require_served(actor, party)
    grant = Grant.objects.select_for_update().filter(account=account, party=party, ended_at=None).first()
    if grant is None or set(asked.items) - set(grant.asked):
        raise NoSuchGrant("您还没有同意向这个系统提供信息。")
    if how.level < max(party.level, asked.level):
        raise NotAllowed("现在的登录方式达不到这个系统要求的认证级别。")
    _use(asked)
    visit = _visit(grant, how)
    text = secrets.token_urlsafe(32)
    Code.objects.create(
        digest=token_digest(text), visit=visit, redirect=asked.redirect, challenge=asked.challenge, nonce=asked.nonce,
        items=[one for one in asked.items if one in grant.items], ends_at=instant() + CODE_LIFE,
    )  # fmt: skip
    record(actor, events.SystemEntered(f"account/{account.pk}", party=party.code, visit=str(visit.pk), level=how.level))
    return text


def require_served(actor: Actor, party: Party) -> None:
    """Whether a system is for people like him at all."""
    if actor.kind not in party.serves:
        who = "工作人员账号" if actor.kind == "official" else "个人账号"
        raise NotAllowed(f"“{party.title}”不供{who}登录。", next_step="请换一个账号登录后再试。")


def _party(asked: Asked) -> Party:
    row = Party.objects.filter(code=asked.party, active=True).first()
    if row is None or asked.redirect not in row.redirects or set(asked.items) - set(row.items):
        raise NotFromHere
    return row


def _use(asked: Asked) -> None:
    """A pushed request leads to one code."""
    if asked.pushed and not Pushed.objects.filter(digest=asked.pushed, used=False).update(used=True):
        raise NotFromHere("这次登录请求已经用过。")


def _visit(grant: Grant, how: How) -> Visit:
    """The stay that goes on in this sitting, or a new one."""
    sitting = UUID(how.sitting) if how.sitting else None
    found = Visit.objects.filter(grant=grant, sitting=sitting, ended_at=None).first() if sitting else None
    row = found or Visit(grant=grant, sitting=sitting, at=time.now())
    row.level, row.amr, row.signed_in, row.behalf = how.level, list(how.amr), how.at, how.behalf
    row.save()
    return row

