"""Leaving one's work to a colleague while one is away (离岗委托)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.work.tasks.errors import BadDelegation, NotYourDelegation
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
    colleague = next((o for o in identity.holders(desk, posts[0].area) if str(o.pk) == deputy), None)
    if colleague is None or deputy == actor.id:
        raise BadDelegation("受托人必须是同一岗位、同一辖区的另一位工作人员。")
    if not reason.strip():
        raise BadDelegation("请写明离岗原因。")
    if not time.today() <= until or since > until or (until - since).days > LONGEST:
        raise BadDelegation(f"请填写有效的起止日期：止日不早于今天和起日，最长 {LONGEST} 天。")
    same = Delegation.objects.select_for_update().filter(official=actor.id, desk=desk, ended_at=None)
    if same.filter(since__lte=until, until__gte=since).exists():
        raise BadDelegation("这段时间内您已经委托过这个岗位的工作。", next_step="请先收回原来的委托，再重新委托。")
    row = Delegation.objects.create(
        official=actor.id, official_name=actor.name, deputy=deputy, deputy_name=colleague.name, desk=desk,
        since=since, until=until, reason=reason.strip()[:200], given_at=time.now(),
    )
    days = since.isoformat(), until.isoformat()
    record(actor, WorkDelegated(f"official/{actor.id}", str(row.pk), desk, deputy, *days))
    return row


@action
def end_delegation(actor: Actor, delegation_id: str) -> Delegation:
    """Take one's work back before the day (收回委托). Raises `NotYourDelegation`."""
    try:
        key = UUID(str(delegation_id))
    except ValueError:
        raise NotYourDelegation from None
    row = Delegation.objects.select_for_update().filter(pk=key, official=actor.id, ended_at=None).first()
    if row is None:
        raise NotYourDelegation
    row.ended_at = time.now()
    row.save(update_fields=["ended_at"])
    record(actor, DelegationEnded(f"official/{actor.id}", str(row.pk)))
    return row
