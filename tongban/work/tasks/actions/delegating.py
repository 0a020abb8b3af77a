"""Leaving one's work to a colleague while one is away (离岗委托)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor, Post
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.work.tasks.errors import BadDelegation, NotTheHead, NotYourDelegation
from tongban.work.tasks.events import DelegationEnded, WorkDelegated
from tongban.work.tasks.models import Delegation

LONGEST = 92  # days: longer is a change of posts, not leave


@action
def delegate(actor: Actor, desk: str, deputy: str, *, since: date, until: date, reason: str) -> Delegation:
    """Leave the work of one's posts at ``desk`` to a colleague there, from day to day (离岗委托).

    The deputy acts in his own name. A head's powers are not left to anybody. Raises `BadDelegation`.
    """
    posts = [p for p in actor.posts if p.desk == desk and p.role != "head"]
    if not posts:
        raise BadDelegation("您在这个岗位上没有可以委托的工作。", next_step="请选择自己的岗位；负责人的职权不能委托。")
    return _left(actor, Delegation(official=actor.id, official_name=actor.name, desk=desk), posts, deputy,
                 since, until, reason)  # fmt: skip


@action
def delegate_for(
    actor: Actor, official: str, desk: str, deputy: str, *, since: date, until: date, reason: str
) -> Delegation:
    """Leave the work of a colleague who is away and cannot do so himself, by the head of his department (代为委托).

    Raises `NotTheHead`, `BadDelegation`.
    """
    posts = [p for p in identity.posts_of(official) if p.desk == desk and p.role != "head"] if _is_key(official) else []
    if not posts:
        raise BadDelegation("这位同事在这个岗位上没有可以委托的工作。", next_step="请重新选择同事和岗位。")
    if not any(h.department == p.department and h.serves(p.area) for h in actor.posts_as("head") for p in posts):
        raise NotTheHead
    row = Delegation(official=official, official_name=identity.official(official).name, desk=desk,
                     given_by=actor.id, given_by_name=actor.name)  # fmt: skip
    return _left(actor, row, posts, deputy, since, until, reason)


def _left(
    actor: Actor, row: Delegation, posts: list[Post], deputy: str, since: date, until: date, reason: str
) -> Delegation:
    colleague = next((o for o in identity.holders(row.desk, posts[0].area) if str(o.pk) == deputy), None)
    if colleague is None or deputy == row.official:
        raise BadDelegation("受托人必须是同一岗位、同一辖区的另一位工作人员。")
    if not reason.strip():
        raise BadDelegation("请写明离岗原因。")
    if not time.today() <= until or since > until or (until - since).days > LONGEST:
        raise BadDelegation(f"请填写有效的起止日期：止日不早于今天和起日，最长 {LONGEST} 天。")
    same = Delegation.objects.select_for_update().filter(official=row.official, desk=row.desk, ended_at=None)
    with wall.as_platform("delegation"):  # a head sees only what he gave himself
        overlaps = same.filter(since__lte=until, until__gte=since).exists()
    if overlaps:
        raise BadDelegation("这段时间内已经委托过这个岗位的工作。", next_step="请先收回原来的委托，再重新委托。")
    row.deputy, row.deputy_name, row.since, row.until = deputy, colleague.name, since, until
    row.reason, row.given_at = reason.strip()[:200], time.now()
    row.save(force_insert=True)
    days = since.isoformat(), until.isoformat()
    record(actor, WorkDelegated(f"official/{row.official}", str(row.pk), row.desk, deputy, *days, row.given_by))
    return row


@action
def end_delegation(actor: Actor, delegation_id: str) -> Delegation:
    """Take one's work back before the day (收回委托), or end what one gave for another. Raises `NotYourDelegation`."""
    if not _is_key(delegation_id):
        raise NotYourDelegation
    mine = Q(official=actor.id) | Q(given_by=actor.id)
    row = Delegation.objects.select_for_update().filter(mine, pk=delegation_id, ended_at=None).first()
    if row is None:
        raise NotYourDelegation
    row.ended_at = time.now()
    row.save(update_fields=["ended_at"])
    record(actor, DelegationEnded(f"official/{row.official}", str(row.pk)))
    return row


def _is_key(text: str) -> bool:
    try:
        return bool(UUID(str(text)))
    except ValueError:
        return False
