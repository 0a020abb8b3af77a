"""Verbs of newcomers: ask for a code, come in with it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.ledger.actions import action, record
from tongban.registers.newcomers import events
from tongban.registers.newcomers.errors import NoGateway, PhoneTaken, TooManyCodes, WrongCode
from tongban.registers.newcomers.kinds import BETWEEN, FREE_PER_ADDRESS, LIFE, MOST_A_DAY
from tongban.registers.newcomers.models import Newcomer

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account


def ask_code(actor: Actor, name: str, phone: str, *, address: str = "", key: str = "") -> Newcomer:
    """Send a code to a telephone (获取验证码), the same whether or not anybody is known by it.

    Raises `Invalid` for what cannot be a name or a number, `TooManyCodes`, `TooManyAttempts` from one ``address``.
    Not one transaction: tries stay counted.
    """
    if not settings.TONGBAN.sms_url:
        raise NoGateway
    name, number = identity.checked_newcomer(name, phone)
    identity.try_once("newcomer", address, "获取验证码", free=FREE_PER_ADDRESS)
    return _ask(actor, name, number, key=key)


@action
def _ask(actor: Actor, name: str, phone: str) -> Newcomer:
    index, now = people.phone_index(phone), time.now()
    with connection.cursor() as cursor:  # twins to one telephone wait for each other here
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"newcomer{index}"])
    lately = list(
        Newcomer.objects.filter(phone_index=index, asked_at__gt=now - timedelta(days=1)).order_by("-asked_at")
    )
    if len(lately) >= MOST_A_DAY or (lately and lately[0].asked_at > now - BETWEEN):
        raise TooManyCodes
    row = Newcomer.objects.create(
        name=name, phone=phone, phone_index=index, code=f"{secrets.randbelow(10**6):06d}", asked_at=now,
        until=now + LIFE,
    )  # fmt: skip
    record(actor, events.PhoneCodeAsked(row.subject))
    return row


def come_in(actor: Actor, newcomer_id: str, code: str, password: str, *, key: str = "") -> Account:
    """The code that came, and a password of one's own: an account of the lowest assurance (手机号注册).

    Raises `WrongCode`, `Invalid` for a password that will not do, `PhoneTaken` to who holds the telephone alone.
    """
    account = _come_in(actor, newcomer_id, code, password, key=key)
    if account is None:
        raise WrongCode
    return account


@action
def _come_in(actor: Actor, newcomer_id: str, code: str, password: str) -> Account | None:
    row = Newcomer.objects.select_for_update().filter(pk=newcomer_id).first()
    if row is None or not row.counts:
        raise WrongCode
    if not compare_digest(row.code.encode(), "".join(code.split())[:12].encode(errors="replace")):
        row.wrong += 1
        row.save(update_fields=["wrong"])
        record(actor, events.PhoneCodeMistyped(row.subject))
        return None
    if people.account_by_phone(row.phone) is not None:
        raise PhoneTaken
    account = identity.enter_by_phone(Actor.system("手机号注册"), row.name, row.phone, password)
    row.name = row.phone = row.code = ""
    row.save(update_fields=["name", "phone", "code"])
    record(actor, events.NewcomerEntered(row.subject, account=str(account.pk)))
    return account
