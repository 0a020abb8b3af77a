"""Other systems that call our interfaces (接入系统): departments', and an organisation's by its own tokens."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from tongban.kernel import time
from tongban.kernel.crypto import token_digest
from tongban.kernel.errors import NotAllowed
from tongban.kernel.proof import proven
from tongban.registers.identity import events, permits, queries
from tongban.registers.identity.checking import Problems
from tongban.registers.identity.kinds import LONGEST_TOKEN_DAYS, MOST_TOKENS, SYSTEM_SCOPES, TOKEN_SCOPES, tidy_name
from tongban.registers.identity.models import Client, Department, Organisation
from tongban.registers.identity.purposes import purposes as all_purposes
from tongban.registers.identity.rows import create, locked, one
from tongban.registers.ledger.actions import action, record

if TYPE_CHECKING:
    from tongban.kernel.actor import Actor

Id = UUID | str
READS = "cases:read"


@action
@proven("允许其他系统接入")
def add_client(
    actor: Actor, name: str, scopes: Iterable[str], department: str = "", purposes: Iterable[str] = ()
) -> tuple[Client, str]:
    """Let another system in (接入系统); the token is shown this once and kept as a digest only.

    Whoever may read cases names ``purposes`` it will call for (数据使用目的); each call then names one.
    """
    permits.require_grant(actor)
    home = one(Department, department, f"没有找到部门“{department}”。") if department else None
    kept, named = sorted(set(scopes)), sorted(set(purposes))
    problems = Problems()
    problems.name("name", name := tidy_name(name))
    if not set(kept) <= SYSTEM_SCOPES.keys():
        problems.add("scopes", "请选择系统可以做什么。")
    if not set(named) <= all_purposes().keys() or (READS in kept and not named):
        problems.add("purposes", "请选择系统用这些数据做什么；读取办件的系统至少要登记一个用途。")
    problems.settle()
    token, digest = _token()
    client = create(Client(name=name, token_digest=digest, scopes=kept, department=home, purposes=named), "")
    record(actor, events.ClientAdded(
        f"client/{client.pk}", scopes=tuple(kept), department=department, purposes=tuple(named)
    ))  # fmt: skip
    return client, token


@action
def revoke_client(actor: Actor, client: Id) -> Client:
    """Shut another system out (停用接入系统), at once."""
    permits.require_grant(actor)
    return _ended(actor, locked(Client, client, "没有找到这个接入系统。"))


@action
@proven("为单位的系统发放接口令牌")
def make_token(
    actor: Actor, organisation: Id, name: str, scopes: Iterable[str], until: date | None
) -> tuple[Client, str]:
    """Let a system of the organisation's own read what is the organisation's (接口令牌), through a day.

    By who represents or administers it. The token is shown this once and kept as a digest only.
    """
    home = locked(Organisation, organisation, "没有找到这个单位的登记信息。")
    _require_head(actor, home)
    kept, problems = tuple(sorted(set(scopes))), Problems()
    problems.name("name", name := tidy_name(name))
    if not kept or not set(kept) <= TOKEN_SCOPES.keys():
        problems.add("scopes", "请选择令牌可以读取的内容。")
    if until is None or not time.today() <= until <= time.today() + timedelta(days=LONGEST_TOKEN_DAYS):
        problems.add("until", "请选择令牌的截止日期，从今天起最长一年。")
    if len(queries.tokens_of(home.pk, counting=True)) >= MOST_TOKENS:
        problems.add("name", f"一个单位最多同时使用 {MOST_TOKENS} 个令牌，请先停用不再使用的。")
    problems.settle()
    token, digest = _token()
    row = create(Client(name=name, token_digest=digest, scopes=list(kept), organisation=home, until=until), "")
    record(actor, events.ClientAdded(
        f"client/{row.pk}", scopes=kept, organisation=home.subject, until=str(until)
    ))  # fmt: skip
    return row, token


@action
def end_token(actor: Actor, organisation: Id, client: Id) -> Client:
    """End an organisation's token (停用接口令牌): its next call is refused."""
    home = one(Organisation, organisation, "没有找到这个单位的登记信息。")
    _require_head(actor, home)
    return _ended(actor, locked(Client, queries.token_of(home.pk, client).pk))


@action
def note_use(actor: Actor, scope: str, about: str = "") -> None:
    """Write down that an organisation's system asked (令牌使用记录); ``about`` is a number it named."""
    record(actor, events.TokenUsed(f"client/{actor.id}", scope=scope, about=about))


def _token() -> tuple[str, str]:
    token = f"tb_{secrets.token_urlsafe(32)}"
    return token, token_digest(token)


def _ended(actor: Actor, row: Client) -> Client:
    row.active = False
    row.save(update_fields=["active"])
    record(actor, events.ClientRevoked(f"client/{row.pk}"))
    return row


def _require_head(actor: Actor, home: Organisation) -> None:
    if not queries.may_empower(actor, home.pk):
        raise NotAllowed(
            "只有法定代表人或企业管理员可以发放、停用本单位的接口令牌。",
            next_step="请由法定代表人或企业管理员登录后办理。",
        )
