"""Keeping ways to look at one's work list (保存的视图)."""

from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.text import storable
from tongban.registers.ledger.actions import action, record
from tongban.work.tasks.errors import BadView
from tongban.work.tasks.events import ViewDropped, ViewKept
from tongban.work.tasks.models import View

MOST, LONGEST = 12, 900


@action
def keep_view(actor: Actor, name: str, asks: str) -> View:
    """Give what the list asks for a name; the same name again takes its place. Raises `BadView`."""
    if not actor.is_official:
        raise NotAllowed
    called = " ".join(storable(name).split())[:20]
    if not called:
        raise BadView("请给这个视图起个名字，例如“本周到期”。")
    if len(asks) > LONGEST:
        raise BadView("筛选条件太长，不能保存为视图。", next_step="请缩短申请人名称，或者少选几列，再保存。")
    mine = View.objects.filter(official=actor.id)
    if mine.exclude(name=called).count() >= MOST:
        raise BadView(f"最多保存 {MOST} 个视图。", next_step="请先删除不用的视图。")
    row, _ = View.objects.update_or_create(
        official=actor.id, name=called, defaults={"asks": asks, "kept_at": time.now()}
    )
    record(actor, ViewKept(actor.principal, str(row.pk)))
    return row


@action
def drop_view(actor: Actor, view_id: str) -> None:
    """Forget a view of one's own; of nobody else's."""
    row = View.objects.filter(pk=view_id, official=actor.id).first()
    if row is None:
        raise BadView("没有找到您的这个视图。", next_step="请刷新页面查看。")
    record(actor, ViewDropped(actor.principal, str(row.pk)))
    row.delete()
