"""Verbs of mandates: give, ask and confirm, end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.ledger.actions import action, record
from tongban.registers.mandates import agencies, events, permits
from tongban.registers.mandates.agencies import entrust as entrust
from tongban.registers.mandates.caring import ask_care as ask_care
from tongban.registers.mandates.caring import confirm as confirm
from tongban.registers.mandates.caring import confirm_at_window as confirm_at_window
from tongban.registers.mandates.checks import bad, checked_data, checked_items, checked_until
from tongban.registers.mandates.errors import MandateEnded, NoSuchMandate
from tongban.registers.mandates.granting import agree_licence_grant as agree_licence_grant
from tongban.registers.mandates.granting import end_licence_grant as end_licence_grant
from tongban.registers.mandates.granting import grant_licences as grant_licences
from tongban.registers.mandates.granting import set_licence_rule as set_licence_rule
from tongban.registers.mandates.guarding import guard as guard
from tongban.registers.mandates.models import Mandate


@proven("授权他人代办")
def give(
    actor: Actor, name: str, id_number: str, items: Iterable[str], until: date | None, *, documents: bool = False,
    data: Iterable[str] | None = None, key: str = "",
) -> Mandate:  # fmt: skip
    """Let another person act for oneself (授权代办) in these items, through a day at most a year away.

    ``data`` are the only ones of his own he lets him see (用数范围): what is not named is typed by hand.

    Whom is meant is said by name and identity number together; wrong pairs slow down. Not one transaction: a try that
    found nobody stays counted. The door asks for a fresh second factor before.
    """
    permits.require_himself(actor)
    permits.require_real_name(actor)
    attempt = identity.try_once(f"mandate/{actor.id}", "", "查找受托人")
    taker = people.known_as(name, id_number)
    if taker is None:
        raise bad("id_number", "没有找到姓名和证件号码一致的实名用户，请核对；对方需要先实名登记。")
    identity.tried_rightly(attempt)
    named = None if data is None else tuple(data)
    return _give(actor, str(taker.pk), tuple(items), until, documents, named, key=key)


@action
def _give(
    actor: Actor, taker: str, items: tuple[str, ...], until: date | None, documents: bool,
    data: tuple[str, ...] | None,
) -> Mandate:  # fmt: skip
    if taker == actor.id:
        raise bad("id_number", "不能授权给自己。")
    kept, last, present = checked_items(items, "person"), checked_until(until), time.now()
    row = Mandate.objects.create(
        giver_id=actor.id, taker_id=taker, items=kept, documents=documents, given_at=present, until=last,
        data=checked_data(data, kept), confirmed_at=present, confirmed_by=actor.principal,
    )  # fmt: skip
    giver, named = f"person/{actor.id}", None if row.data is None else tuple(row.data)
    record(actor, events.MandateGiven(
        row.subject, giver, f"person/{taker}", tuple(kept), str(last), documents, data=named
    ))  # fmt: skip
    return row


@action
def end(actor: Actor, mandate_id: str, reason: str = "") -> Mandate:
    """End a mandate now (撤回或辞去授权); whoever acts by it acts no more with his next click, drafts included.

    A window that has seen the paper may end a guardian's or a carer's, and says which paper.
    """
    row = Mandate.objects.select_for_update(of=("self",)).filter(pk=mandate_id).first()
    if row is None or not (agencies.may_end(actor, row) if row.taker_firm_id else permits.may_end(actor, row)):
        raise NoSuchMandate
    if row.ended_at:
        raise MandateEnded
    if actor.is_official and not reason.strip():
        raise bad("reason", "请写明依据哪份原件结束，例如“撤销监护人资格的判决书”“老人本人到窗口要求”。")
    row.ended_at = time.now()
    row.save(update_fields=["ended_at"])
    record(actor, events.MandateEnded(row.subject, by=actor.principal, reason=reason.strip()[:200]))
    return row
