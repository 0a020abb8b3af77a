"""Powers that nobody holds alone: three administrators, none of whom is the others or holds another post (三员分立)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from tongban.kernel.actor import Actor
from tongban.registers.identity.errors import PowersApart
from tongban.registers.identity.kinds import ADMINISTRATORS
from tongban.registers.identity.models import Holding, Official


def powers_apart(actor: Actor, holder: Official, role: str, since: date, until: date | None) -> None:
    """Nobody grants himself a post, an administrator holds no other; the database refuses the latter, too."""
    if actor.is_official and actor.id == str(holder.pk):
        raise PowersApart("不能给自己授予岗位。", next_step="请由另一位安全管理员授予。")
    others = Holding.objects.filter(official=holder).exclude(role=role).filter(Q(until=None) | Q(until__gte=since))
    others = others.filter(since__lte=until) if until else others
    if role not in ADMINISTRATORS:
        others = others.filter(role__in=ADMINISTRATORS)
    if others.exists():
        raise PowersApart
