"""Who has neither card nor code with him: found by his own answers, received when his telephone says yes (手机许可).

The clerk learns nothing that the visitor did not say: answers find somebody whole or not at all, each search is a fact,
whoever was found reads it in his record, and searches that nobody said yes to slow down.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from hmac import compare_digest
from uuid import UUID

from django.conf import settings
from django.db import connection

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.ledger.actions import action, record
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Kind, Matter
from tongban.registers.visits import permits, queries
from tongban.registers.visits.beginning import begin
from tongban.registers.visits.errors import CodesEnough, NoAssent, NobodyFound, NoGateway, WrongAssent
from tongban.registers.visits.events import AssentAsked, AssentGiven, AssentMistyped, PersonSought
from tongban.registers.visits.kinds import (
    ASSENT_BETWEEN,
    ASSENT_LIFE,
    ASSENTS_A_DAY,
    FREE_SEARCHES,
    MOST_FOUND,
    Shown,
)
from tongban.registers.visits.models import Assent, Visit


def seek(actor: Actor, name: str, birth: date | None, phone: str = "", *, key: str = "") -> list[Assent]:
    """Find who stands here by his name with his birthday, his registered telephone, or both (按回答查找).

    Each must fit wholly. Raises `NobodyFound` alike for none and for too many, `TooManyAttempts`. Not one transaction:
    searches stay counted.
    """
    permits.receiving_department(actor)
    if not settings.TONGBAN.sms_url:
        raise NoGateway
    attempt = identity.try_once("window-search", actor.principal, "按回答查找", free=FREE_SEARCHES)
    found = _seek(actor, name, birth, phone, attempt, key=key)
    if not found:
        raise NobodyFound
    return found


@action
def _seek(actor: Actor, name: str, birth: date | None, phone: str, attempt: str) -> list[Assent]:
    department, now = permits.receiving_department(actor), time.now()
    known = people.answering(name, birth, phone)
    rows = [
        Assent.objects.create(
            official=actor.id, department=department, person=one, attempt=attempt, found_at=now, until=now + ASSENT_LIFE
        )
        for one in (known if len(known) <= MOST_FOUND else ())
    ]
    record(actor, PersonSought(f"official/{actor.id}", department, tuple(str(row.pk) for row in rows)))
    _tell_found(actor, rows)
    return rows


def _tell_found(actor: Actor, rows: Sequence[Assent]) -> None:
    for row in rows:
        matter = Matter(row.subject, "到窗办理，按本人的回答查找", row.department, row.person.subject)
        name = f"{people.department(row.department).name} {actor.number}"
        sources.use(
            replace(actor, name=name), matter, row.person.subject, Kind.SEEN, "identity", "身份登记", str(row.pk),
            "按到场人自己的回答核对", ["姓名", "手机号码后四位"],
        )  # fmt: skip


@action
def ask_assent(actor: Actor, assent_id: str) -> Assent:
    """Ask him by his telephone whether he stands here (发送验证码). Raises `NoAssent`, `CodesEnough`."""
    queries.assent_for(actor, assent_id)
    row = Assent.objects.select_for_update(of=("self",)).select_related("person").get(pk=assent_id)
    _not_flooded(row)
    row.code, row.sent_at = f"{secrets.randbelow(10**6):06d}", time.now()
    row.until = row.sent_at + ASSENT_LIFE
    row.save(update_fields=["code", "sent_at", "until"])
    record(actor, AssentAsked(row.subject, row.person.subject, row.department))
    return row


def _not_flooded(row: Assent) -> None:
    """However many windows ask: what he was sent counts for him, not for one clerk."""
    now = time.now()
    with wall.as_platform("codes to one telephone"):
        with connection.cursor() as cursor:  # twins to one telephone wait for each other here
            cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"assent{row.person_id}"])
        sent = Assent.objects.filter(person=row.person_id, sent_at__gt=now - timedelta(days=1))
        lately = [one.sent_at for one in sent.order_by("-sent_at")[:ASSENTS_A_DAY] if one.sent_at]
    if len(lately) >= ASSENTS_A_DAY or (lately and lately[0] > now - ASSENT_BETWEEN):
        raise CodesEnough


def receive_by_phone(actor: Actor, assent_id: UUID | str, code: str, *, key: str = "") -> Visit:
    """Receive who reads out the code that came to his telephone: he says yes. Raises `NoAssent`, `WrongAssent`."""
    visit = _receive(actor, str(assent_id), code, key=key)
    if visit is None:
        raise WrongAssent
    return visit


@action
def _receive(actor: Actor, assent_id: str, code: str) -> Visit | None:
    queries.assent_for(actor, assent_id)
    row = Assent.objects.select_for_update(of=("self",)).select_related("person").get(pk=assent_id)
    if not row.code or not row.counts:
        raise NoAssent
    if not compare_digest(row.code.encode(), "".join(code.split())[:12].encode(errors="replace")):
        row.wrong += 1
        row.save(update_fields=["wrong"])
        record(actor, AssentMistyped(row.subject))
        return None
    row.code, row.given_at = "", time.now()
    row.save(update_fields=["code", "given_at"])
    identity.tried_rightly(row.attempt)
    record(actor, AssentGiven(row.subject, row.person.subject))
    return begin(actor, row.person, Shown.PHONE)
