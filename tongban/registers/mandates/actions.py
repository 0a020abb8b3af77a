"""Verbs of mandates: give and end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, Refusal
from tongban.kernel.proof import proven
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.ledger.actions import action, record
from tongban.registers.mandates import events, permits
from tongban.registers.mandates.errors import MandateEnded, NoSuchMandate
from tongban.registers.mandates.kinds import LONGEST_DAYS, MOST_ITEMS
from tongban.registers.mandates.models import Mandate


@proven("授权他人代办")
def give(
    actor: Actor, name: str, id_number: str, items: Iterable[str], until: date | None, *, documents: bool = False,
    key: str = "",
) -> Mandate:  # fmt: skip
    """Let another person act for oneself (授权代办) in these items, through a day at most a year away.

    Whom is meant is said by name and identity number together; wrong pairs slow down. Not one transaction: a try that
    found nobody stays counted. The door asks for a fresh second factor before.
    """
    permits.require_himself(actor)
    attempt = identity.try_once(f"mandate/{actor.id}", "", "查找受托人")
    taker = people.known_as(name, id_number)
    if taker is None:
        raise _bad("id_number", "没有找到姓名和证件号码一致的实名用户，请核对；对方需要先实名登记。")
    identity.tried_rightly(attempt)
    return _give(actor, str(taker.pk), tuple(items), until, documents, key=key)


@action
def _give(actor: Actor, taker: str, items: tuple[str, ...], until: date | None, documents: bool) -> Mandate:
    kept, today = sorted(set(items)), time.today()
    if taker == actor.id:
        raise _bad("id_number", "不能授权给自己。")
    if not 1 <= len(kept) <= MOST_ITEMS:
        raise _bad("items", f"请选择 1 至 {MOST_ITEMS} 个要委托办理的事项。")
    for code in kept:
        _require_offered(code)
    if until is None or not today <= until <= today + timedelta(days=LONGEST_DAYS):
        raise _bad("until", "请填写授权截止日期，从今天起最长一年。")
    row = Mandate.objects.create(
        giver_id=actor.id, taker_id=taker, items=kept, documents=documents, given_at=time.now(), until=until
    )
    giver = f"person/{actor.id}"
    record(actor, events.MandateGiven(row.subject, giver, f"person/{taker}", tuple(kept), str(until), documents))
    return row


@action
def end(actor: Actor, mandate_id: str) -> Mandate:
    """End a mandate now (撤回或辞去授权); whoever acts by it acts no more with his next click, drafts included."""
    row = Mandate.objects.select_for_update().filter(pk=mandate_id).first()
    if row is None or not permits.may_end(actor, row):
        raise NoSuchMandate
    if row.ended_at:
        raise MandateEnded
    row.ended_at = time.now()
    row.save(update_fields=["ended_at"])
    record(actor, events.MandateEnded(row.subject, by=actor.principal))
    return row


def _require_offered(code: str) -> None:
    try:
        serves = catalogue.edition_in_force(code).definition.serves
    except Refusal:
        raise _bad("items", f"事项“{code}”现在不能办理，请重新选择。") from None
    if "person" not in serves:
        raise _bad("items", "只能委托个人可以办理的事项。")


def _bad(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, problems=[{"field": field, "sentence": sentence}])
