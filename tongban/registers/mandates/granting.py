"""Verbs of a company's licences (法人证照多级授权): its head, administrators, operators, agencies; each to those below.

Law: 民法典 第一百六十五条、第一百六十九条. What somebody was not given he does not give on, nor for longer than he has
it; ended, it is ended for all below with the next click.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.kernel.proof import proven
from tongban.registers.identity import queries as people
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record
from tongban.registers.mandates import events, grants
from tongban.registers.mandates.checks import bad, checked_until
from tongban.registers.mandates.errors import MandateEnded, NoSuchMandate
from tongban.registers.mandates.kinds import LEVELS, MOST_DATA
from tongban.registers.mandates.models import LicenceGrant, LicenceRule

WORD = re.compile(r"[a-z0-9_-]{1,60}")
FIRM = "organisation/"


@action
@proven("设置证照授权规则")
def set_licence_rule(actor: Actor, *, by_grant: bool, second_yes: bool) -> LicenceRule:
    """Say how the company's licences may be used: only by who was given them, and whether others' word waits."""
    organisation = _firm(actor)
    _require_head(actor, organisation)
    row, _ = LicenceRule.objects.update_or_create(
        organisation_id=organisation, defaults={"by_grant": by_grant, "second_yes": second_yes, "set_at": time.now()}
    )
    record(actor, events.LicenceRuleSet(f"{FIRM}{organisation}", by_grant, second_yes))
    return row


@action
@proven("授权使用企业证照")
def grant_licences(
    actor: Actor, taker: str, types: Iterable[str], until: date | None, *, fields: Iterable[str] = (),
    pass_on: bool = False,
) -> LicenceGrant:  # fmt: skip
    """Let a member (by his id) or an agency (by its credit code) show licences of these kinds, or these fields of them.

    It counts at once, or where the company wants it and its head does not give it himself, from his yes.
    """
    organisation = _firm(actor)
    require_right(actor, "sign")
    last = checked_until(until)
    kept, named = _words(types, "types"), _words(fields, "fields")
    if not kept:
        raise bad("types", "请选择要授权的证照。")
    person, firm, level = _taker(organisation, taker)
    mine = people.roles_in(actor.id, organisation)
    if level <= min((LEVELS[role] for role in mine), default=9):
        raise NotAllowed("证照只能授权给下一级：法定代表人、管理员、经办人、代理机构依次向下。",
                         next_step="请由上一级办理这项授权。")  # fmt: skip
    parent, rule = _from(actor, organisation, mine, kept, named, last), grants.rule_of(organisation)
    agreed = "legal" in mine or not rule.second_yes
    row = LicenceGrant.objects.create(
        organisation_id=organisation, giver_id=actor.id, taker_id=person, taker_firm_id=firm, parent=parent,
        types=kept, fields=named, pass_on=pass_on and bool(person), given_at=time.now(), until=last,
        agreed_at=time.now() if agreed else None, agreed_by=actor.principal if agreed else "",
    )  # fmt: skip
    to = f"person/{person}" if person else f"{FIRM}{firm}"
    record(actor, events.LicencesGranted(
        row.subject, f"{FIRM}{organisation}", to, tuple(kept), tuple(named), str(last), waits=not agreed
    ))  # fmt: skip
    return row


@action
@proven("同意证照授权")
def agree_licence_grant(actor: Actor, grant_id: str) -> LicenceGrant:
    """The head's yes to what another of his company gave (复核同意); from now on it counts."""
    row = _locked(actor, grant_id)
    _require_head(actor, str(row.organisation_id))
    if row.agreed_at or str(row.giver_id) == actor.id:
        raise MandateEnded("这项证照授权已经同意过，不需要再办。")
    row.agreed_at, row.agreed_by = time.now(), actor.principal
    row.save(update_fields=["agreed_at", "agreed_by"])
    record(actor, events.LicenceGrantAgreed(row.subject, f"{FIRM}{row.organisation_id}"))
    return row


@action
def end_licence_grant(actor: Actor, grant_id: str) -> LicenceGrant:
    """End it and what was given on from it: who gave it, who has it, the head, an administrator."""
    row = _locked(actor, grant_id)
    mine = people.roles_in(actor.id, row.organisation_id)
    if not (actor.id in (str(row.giver_id), str(row.taker_id)) or {"legal", "administrator"} & mine):
        raise NoSuchMandate
    row.ended_at = time.now()
    row.save(update_fields=["ended_at"])
    record(actor, events.LicenceGrantEnded(row.subject, f"{FIRM}{row.organisation_id}", actor.principal))
    return row


def _firm(actor: Actor) -> str:
    """The company somebody acts for as one of its own; raises `NotAllowed` for everybody else, agencies too."""
    if not actor.signed_in:
        raise SignInFirst
    key = actor.on_behalf.removeprefix(FIRM)
    if actor.kind != "person" or actor.agency or key == actor.on_behalf or not people.roles_in(actor.id, key):
        raise NotAllowed("请先切换到单位身份，再办理证照授权。", next_step="在页面右上角选择单位后重试。")
    return key


def _require_head(actor: Actor, organisation: str) -> None:
    if actor.kind != "person" or "legal" not in people.roles_in(actor.id, organisation):
        raise NotAllowed(
            "只有法定代表人可以办理这一项。", law="民法典 第六十一条", next_step="请由法定代表人登录办理。"
        )


def _taker(organisation: str, said: str) -> tuple[UUID | None, UUID | None, int]:
    """A member by his id, or an agency by its credit code, and its level."""
    members = {str(one.person_id): LEVELS[one.role] for one in people.members_of(organisation).order_by("role")}
    if said in members:
        best = min(LEVELS[role] for role in people.roles_in(said, organisation))
        return UUID(said), None, best
    agency = people.find_organisation(said)
    if agency is None or agency.kind != "company" or str(agency.pk) == organisation:
        raise bad("taker", "请选择本单位的成员，或者填写代理机构的统一社会信用代码。")
    return None, agency.pk, LEVELS["agency"]


def _from(
    actor: Actor, organisation: str, mine: Iterable[str], types: list[str], fields: list[str], last: date
) -> LicenceGrant | None:
    """The grant it is given on from; None for the head, and for an administrator where nothing else was said."""
    if "legal" in mine or ("administrator" in mine and not grants.rule_of(organisation).by_grant):
        return None
    for row in grants.own(actor.id, organisation):
        within = not row.fields or (fields and set(fields) <= set(row.fields))
        if set(types) <= set(row.types) and within and last <= row.until:
            return row
    raise NotAllowed(
        "您自己没有得到这些证照的授权，或者没有得到转授权，不能再授权给别人。", law="民法典 第一百六十九条",
        next_step="请由法定代表人或者给您授权的人办理，期限也不能超过您自己的。",
    )  # fmt: skip


def _words(said: Iterable[str], field: str) -> list[str]:
    kept = sorted(set(said))
    if len(kept) > MOST_DATA or not all(WORD.fullmatch(one) for one in kept):
        raise bad(field, "请从列表中选择。")
    return kept


def _locked(actor: Actor, grant_id: str) -> LicenceGrant:
    """A grant of his company that is not over; another's is answered as none."""
    try:
        key = UUID(str(grant_id))
    except ValueError:
        raise NoSuchMandate from None
    row = LicenceGrant.objects.select_for_update().filter(pk=key).first()
    if row is None or not people.roles_in(actor.id, row.organisation_id):
        raise NoSuchMandate
    if row.ended_at:
        raise MandateEnded
    return row
