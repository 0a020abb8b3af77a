"""Questions about who works here (工作人员): lists for administrators, page by page by staff number."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.text import storable
from tongban.registers.identity import permits
from tongban.registers.identity.models import Account, Official

STAFF_PAGE = 50


def staff(actor: Actor, *, department: str = "", q: str = "", after: str = "", gone: bool = False) -> list[Official]:
    """Officials by staff number, those who left apart; for the system and the security administrator.

    ``q`` is the beginning of a staff number or a part of a name, ``after`` the number of the last one seen.
    """
    _require(actor)
    rows = Official.objects.select_related("department").filter(left_on__isnull=not gone)
    rows = rows.filter(department=department) if department else rows
    asked = storable(q).strip()
    if asked:
        rows = rows.filter(number__istartswith=asked) | rows.filter(name__contains=asked)
    if after:
        rows = rows.filter(number__gt=storable(after))
    return list(rows.order_by("number")[:STAFF_PAGE])


def account_of_official(actor: Actor, official_id: UUID | str) -> Account | None:
    """The account of an official, the oldest where there are several; for the administrators."""
    _require(actor)
    return Account.objects.select_related("official").filter(official_id=official_id).order_by("pk").first()


def who_are(persons: Collection[UUID | str]) -> list[Official]:
    """The officials who are one of these people outside their office."""
    rows = Official.objects.filter(person_id__in=[str(one) for one in persons], left_on=None) if persons else ()
    return list(rows)


def _require(actor: Actor) -> None:
    if not (permits.may_arrange(actor) or permits.may_grant(actor)):
        raise NotAllowed("只有系统管理员和安全管理员可以查看人员和账号。")
