"""A carer acts for an elderly person (照护代办, 老年人权益保障法 第十四条、民法典 第一百六十五条).

He asks, says on what paper, and until when; the elderly person confirms it himself, or a window that has seen the paper
does. Until then it opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.ledger.actions import action, record
from tongban.registers.mandates import events, permits
from tongban.registers.mandates.checks import bad, checked_data, checked_items, checked_until
from tongban.registers.mandates.errors import MandateEnded, NoSuchMandate
from tongban.registers.mandates.kinds import ELDERLY, Ground, birthday
from tongban.registers.mandates.models import Mandate

LONGEST_PAPER = 120


def ask_care(
    actor: Actor, name: str, id_number: str, items: Iterable[str], until: date | None, paper: str, *, key: str = "",
) -> Mandate:  # fmt: skip
    """Ask to act for an elderly person in these items through a day; ``paper`` names the proof one has (照护凭据).

    Not one transaction: a try that found nobody stays counted.
    """
    permits.require_himself(actor)
    permits.require_real_name(actor)
    attempt = identity.try_once(f"mandate/{actor.id}", "", "查找被照护人")
    giver = people.known_as(name, id_number)
    if giver is None:
        raise bad("id_number", "没有找到姓名和证件号码一致的实名用户，请核对；老人还没有登记的，请持证件到窗口登记。")
    identity.tried_rightly(attempt)
    if giver.birth is None or time.today() < birthday(giver.birth, ELDERLY):
        raise bad("id_number", "对方未满 60 周岁，请由本人登录后授权您代办。")
    return _ask(actor, str(giver.pk), tuple(items), until, paper.strip()[:LONGEST_PAPER], key=key)


@action
def _ask(actor: Actor, giver: str, items: tuple[str, ...], until: date | None, paper: str) -> Mandate:
    if giver == actor.id:
        raise bad("id_number", "不能申请照护自己。")
    kept, last = checked_items(items, "person"), checked_until(until)
    if not paper:
        raise bad("paper", "请写明照护凭据，例如“孙女，户口簿”或者“与养老机构的照护协议，编号……”。")
    row = Mandate.objects.create(
        ground=Ground.CARE, giver_id=giver, taker_id=actor.id, items=kept, given_at=time.now(), until=last, proof=paper
    )
    record(actor, events.MandateAsked(
        row.subject, row.for_whom, actor.principal, tuple(kept), str(last), ground=Ground.CARE
    ))  # fmt: skip
    return row


@action
@proven("确认他人代办")
def confirm(actor: Actor, mandate_id: str, data: Iterable[str] | None = None) -> Mandate:
    """Agree to what a carer asked (确认照护代办): he may act from now on, through the day he named.

    ``data`` are the only ones of one's own he may see, licences that he may show among them.
    """
    permits.require_himself(actor)
    row = _waiting(mandate_id)
    if str(row.giver_id) != actor.id:
        raise NoSuchMandate
    row.data = checked_data(data, row.items)
    return _confirmed(actor, row)


@action
@proven("窗口确认照护代办")
def confirm_at_window(actor: Actor, mandate_id: str, paper: str) -> Mandate:
    """Agree in the name of the window that has seen the elderly person's own paper (委托书、照护协议); it is named."""
    permits.require_window(actor)
    row = _waiting(mandate_id)
    if not (seen := paper.strip()[:LONGEST_PAPER]):
        raise bad("paper", "请写明核对了哪些原件，例如“委托书原件（老人签名、按印）、双方身份证”。")
    row.proof = f"{row.proof}；窗口核对：{seen}"
    return _confirmed(actor, row)


def _waiting(mandate_id: str) -> Mandate:
    row = Mandate.objects.select_for_update().filter(pk=mandate_id, ground=Ground.CARE).first()
    if row is None:
        raise NoSuchMandate
    if not row.waits:
        raise MandateEnded("这份照护代办已经确认过，或者已经结束。")
    return row


def _confirmed(actor: Actor, row: Mandate) -> Mandate:
    row.confirmed_at, row.confirmed_by = time.now(), actor.principal
    row.save()
    named = None if row.data is None else tuple(row.data)
    record(actor, events.MandateConfirmed(row.subject, row.for_whom, actor.principal, f"person/{row.taker_id}", named))
    return row
