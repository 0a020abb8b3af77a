"""Verbs of mergers: merge, and take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.kernel.proof import proven
from tongban.registers.entrances import actions as entrances
from tongban.registers.identity import actions as identity
from tongban.registers.identity import permits as identity_permits
from tongban.registers.identity import queries as people
from tongban.registers.ledger.actions import action, record
from tongban.registers.signin import actions as signin
from tongban.registers.signin import permits
from tongban.registers.signin import queries as factors
from tongban.registers.sso import actions as sso
from tongban.work.mergers import checks, events
from tongban.work.mergers.errors import CannotMerge, NoSuchMerger, OtherUnproven, TooLate
from tongban.work.mergers.kinds import TAKEN_BACK_WITHIN
from tongban.work.mergers.models import Merger

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account, Person

Id = UUID | str


def confirm_name(actor: Actor, account_id: Id, name: str, id_number: str) -> Person:
    """Confirm one's own name (实名认证), and let the account go over to the entry the register has of him.

    Raises what `identity.actions.confirm_name` raises.
    """
    account = people.account(account_id)
    permits.require_own(actor, account.holder)
    held = checks.held(actor, account.pk) if actor.kind == "person" else []
    return identity.confirm_name(actor, name, id_number, account=account.pk, held=held)


@proven("合并账号")
def merge(
    actor: Actor, account_id: Id, username: str, password: str, code: str, *, address: str = "", key: str = ""
) -> Merger:
    """Take another account of one's own into this one (合并账号): its password and its code show that it is one's own.

    The other is closed; its passkeys, links and grants go over. Not one transaction: wrong guesses stay counted.
    Raises `CannotMerge` with every reason, `OtherUnproven`.
    """
    identity_permits.require_himself(actor)
    kept = people.account(account_id)
    permits.require_own(actor, kept.holder)
    if not (username.strip() and password):
        raise Invalid("请填写另一个账号的名称和密码。", next_step="验证码写它的手机验证器上最新的 6 位数字。")
    left = identity.sign_in(Actor.nobody(actor.door), username, password, address=address)
    if left.pk == kept.pk:
        raise CannotMerge("填写的就是现在登录的账号。", next_step="请填写另一个账号的名称和密码。")
    if left.official_id:
        raise NotAllowed("工作人员账号不能与个人账号合并。", next_step="两个账号请分开使用。")
    if not factors.is_bound(left.pk):
        raise OtherUnproven
    other = people.actor_for(left, door=actor.door)
    signin.prove(other, left.pk, code)
    return _merge(actor, other.with_proof(), kept, left)


@action
def _merge(actor: Actor, other: Actor, kept: Account, left: Account) -> Merger:
    if reasons := checks.against(actor, other, left.pk):
        raise CannotMerge("".join(reasons), reasons=reasons)
    with wall.behind(other):  # the other may stand in the register a second time
        if factors.sittings_of(other, left.pk):
            signin.end_others(other, left)
    identity.close_account(other, left.pk)
    moved = _carry(actor, other, left, kept)
    now = time.now()
    row = Merger.objects.create(kept=kept, left=left, moved=moved, at=now, until=now + TAKEN_BACK_WITHIN)
    record(actor, events.AccountsMerged(f"account/{kept.pk}", left=str(left.pk), until=str(row.until), **_named(moved)))
    return row


@action
@proven("撤销账号合并")
def undo(actor: Actor, merger_id: Id) -> Merger:
    """Take a merger back (撤销合并) within thirty days: the other account opens again, with what it had brought.

    What was removed since does not come back. Raises `TooLate`.
    """
    rows = Merger.objects.select_for_update(of=("self",)).select_related("kept", "left")
    row = rows.filter(Q(pk=merger_id)).first()
    if row is None or row.kept.holder != actor.principal:
        raise NoSuchMerger
    if not row.open:
        raise TooLate
    platform = Actor.system("账号合并")
    identity.reopen_account(platform, row.left_id)
    back = _carry(platform, platform, row.kept, row.left, only=row.moved)
    row.undone_at = time.now()
    row.save(update_fields=["undone_at"])
    record(actor, events.MergerUndone(f"account/{row.kept_id}", left=str(row.left_id), **_named(back)))
    return row


def _carry(actor: Actor, other: Actor, source: Account, target: Account, only: Any = None) -> dict[str, list[str]]:
    """Everything by which one signs in and is known elsewhere goes over; the second factor stays where it is."""
    room = {"passkeys": signin.carry_passkeys, "links": entrances.carry_links, "grants": sso.carry_grants}
    with wall.as_platform("merger"):  # what one account had, the other's holder may not see before it is his
        return {
            name: carry(actor, other, source, target, only=None if only is None else only[name])
            for name, carry in room.items()
        }


def _named(moved: dict[str, list[str]]) -> dict[str, Any]:
    return {name: tuple(ids) for name, ids in moved.items()}
