"""Who acts for an organisation (授权经办): let in by who represents it, in named items and for named acts, or ended."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from tongban.kernel import time
from tongban.kernel.errors import NotAllowed
from tongban.kernel.proof import proven
from tongban.registers.identity import events, permits, queries, throttle
from tongban.registers.identity.checking import Problems
from tongban.registers.identity.errors import NotRegistered
from tongban.registers.identity.kinds import MEMBER_ROLES, MOST_ITEMS, RIGHTS
from tongban.registers.identity.models import Membership, Organisation, Person
from tongban.registers.identity.rows import locked, one
from tongban.registers.ledger.actions import action, record

if TYPE_CHECKING:
    from tongban.kernel.actor import Actor

Id = UUID | str
ITEM = re.compile(r"[a-z0-9-]{1,60}")
NOBODY = "没有找到姓名和证件号码一致的实名用户，请核对；对方需要先实名登记。"


@action
@proven("授权他人经办")
def join(
    actor: Actor, person: Id, organisation: Id, role: str = "handler", until: date | None = None, *,
    items: Iterable[str] = (), may: Iterable[str] = (),
) -> Membership:  # fmt: skip
    """Let a person act for an organisation (添加经办人授权), through a day or until revoked.

    A handler may be held to ``items`` (codes; none is all) and to what he ``may`` do beside looking: apply, sign.
    Given again, the new terms replace the old ones.
    """
    target = locked(Organisation, organisation, "没有找到这个单位的登记信息。")
    _require_head(actor, target, role)
    kept, rights = tuple(sorted(set(items))), tuple(right for right in RIGHTS if right in {"see", *may})
    problems = Problems()
    problems.one_of("role", role, MEMBER_ROLES, "授权身份")
    if until and until < time.today():
        problems.add("until", "授权截止日期不能早于今天。")
    if len(kept) > MOST_ITEMS or not all(ITEM.fullmatch(code) for code in kept):
        problems.add("items", f"请选择最多 {MOST_ITEMS} 个事项；不限事项的，一个都不选。")
    if role != "handler" and (kept or set(may)):
        problems.add("role", "法定代表人和管理员的权限不能限定事项。")
    problems.settle()
    if not set(may) or len(rights) == len(RIGHTS):
        rights = ()
    return entered(
        actor, one(Person, person, "没有找到被授权人的登记信息。"), target, role, until, items=kept, may=rights
    )


def empower(
    actor: Actor, organisation: Id, name: str, id_number: str, role: str = "handler", until: date | None = None, *,
    items: Iterable[str] = (), may: Iterable[str] = (), key: str = "",
) -> Membership:  # fmt: skip
    """`join` for whoever is known by name and identity number together; wrong pairs slow down.

    Not one transaction: a try that found nobody stays counted.
    """
    _require_head(actor, one(Organisation, organisation, "没有找到这个单位的登记信息。"), role)
    attempt = throttle.claim(f"member/{actor.id}", "", "查找经办人")
    person = queries.known_as(name, id_number)
    problems = Problems()
    problems.add("id_number", "" if person else NOBODY)
    problems.settle()
    throttle.forgive(attempt)
    assert person is not None
    return join(actor, str(person.pk), str(organisation), role, until, items=tuple(items), may=tuple(may), key=key)


@action
def leave(actor: Actor, person: Id, organisation: Id, role: str) -> None:
    """End a mandate now (撤销经办人授权); the person himself may always give it up."""
    target = locked(Organisation, organisation, "没有找到这个单位的登记信息。")
    if actor.principal != f"person/{person}":
        _require_head(actor, target, role)
    member = one(Person, person, "没有找到被授权人的登记信息。")
    rows = Membership.objects.filter(person=member, organisation=target, role=role)
    if not rows.exists():
        raise NotRegistered("没有找到这项授权，可能已经撤销。")
    rows.delete()
    record(actor, events.MemberLeft(target.subject, person=member.subject, role=role, since=str(time.today())))


def entered(
    actor: Actor, person: Person, organisation: Organisation, role: str, until: date | None = None, *,
    items: tuple[str, ...] = (), may: tuple[str, ...] = (),
) -> Membership:  # fmt: skip
    """Write the mandate, within a verb that has asked who may give it."""
    row, _ = Membership.objects.update_or_create(
        person=person, organisation=organisation, role=role,
        defaults={"until": until, "items": list(items), "may": list(may)},
    )  # fmt: skip
    record(actor, events.MemberJoined(
        organisation.subject, person=person.subject, role=role, until=str(until or ""), items=items, may=may
    ))  # fmt: skip
    return row


def _require_head(actor: Actor, organisation: Organisation, role: str) -> None:
    """Staff who saw the papers, or the organisation's own legal representative or (for handlers) administrator."""
    if permits.may_register(actor) or queries.may_empower(actor, organisation.pk, role):
        return
    raise NotAllowed(
        "只有法定代表人或企业管理员可以调整这个单位的授权。",
        next_step="请由法定代表人登录后添加或撤销授权，或者持营业执照到政务服务大厅窗口办理。",
    )
