"""A guardian acts for a child (法定监护): because the household register says so, never by claim.

Law: 民法典 第二十三条、第二十七条.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tongban.engines.codes import BadCode
from tongban.engines.codes import id_number as citizen_number
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid
from tongban.kernel.proof import proven
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.identity.errors import NotRegistered
from tongban.registers.ledger.actions import action, record
from tongban.registers.mandates import events, permits
from tongban.registers.mandates.errors import NotTheGuardian, RegisterSilent
from tongban.registers.mandates.kinds import ADULT, GUARD_DAYS, Ground, birthday
from tongban.registers.mandates.models import Mandate
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Matter, Query, Said, stranger

TIE, NAME = "household-member", "agent-identity"
KEEPER = "public-security"  # whose register answers
WAIT = 3.0  # seconds


@proven("登记监护关系")
def guard(actor: Actor, name: str, id_number: str, *, key: str = "") -> Mandate:
    """Act for one's child from now on; asked again later, the register is asked again and the end moves on.

    Raises `NotTheGuardian` when the register says no, `RegisterSilent` when it is slow, wrong or down. Not one
    transaction: nothing is locked while another authority is waited for, and a try stays counted.
    """
    permits.require_himself(actor)
    permits.require_real_name(actor)
    number, born = _child(id_number)
    attempt = identity.try_once(f"guard/{actor.id}", "", "登记监护关系")
    tie, named = _ask(actor, name.strip(), number)
    if not tie.answered or not named.answered:
        raise RegisterSilent
    if named.values.get("match") is not True or named.values.get("alive") is False:
        raise NotTheGuardian("孩子的姓名和证件号码，与户籍登记的不一致。")
    if tie.values.get("guardian") is not True:
        raise NotTheGuardian
    identity.tried_rightly(attempt)
    child = people.known_as(name, number)
    if child is None:
        child = identity.register_person(Actor.system("户籍登记"), name, number, area=people.person(actor.id).area)
    return _guard(actor, str(child.pk), born, tie.digest, key=key)


@action
def _guard(actor: Actor, child: str, born: date, digest: str) -> Mandate:
    last = min(birthday(born, ADULT) - timedelta(days=1), time.today() + timedelta(days=GUARD_DAYS))
    row, _ = Mandate.objects.select_for_update().update_or_create(
        giver_id=UUID(child), taker_id=UUID(actor.id), ground=Ground.GUARDIAN, ended_at=None,
        defaults={
            "items": [], "documents": True, "given_at": time.now(), "confirmed_at": time.now(), "until": last,
            "confirmed_by": f"source/{TIE}", "proof": digest,
        },
    )  # fmt: skip
    record(actor, events.MandateGiven(
        row.subject, f"person/{child}", f"person/{actor.id}", (), str(last), documents=True, ground=Ground.GUARDIAN
    ))  # fmt: skip
    return row


def _child(id_number: str) -> tuple[str, date]:
    """The number as it is kept and the day of birth; refused for who is of age."""
    try:
        found = citizen_number.check(id_number)
    except BadCode as wrong:
        raise _bad(str(wrong)) from None
    if found.age(time.today()) >= ADULT:
        raise _bad("对方已满 18 周岁，不能再以监护人身份代办；请由本人登录授权您代办。")
    return found.text, found.birth


def _ask(actor: Actor, name: str, number: str) -> tuple[Said, Said]:
    """Whether the register holds this child under this name, and the asker as the guardian."""
    me = people.person(actor.id)
    known = people.known_as(name, number)
    holder = known.subject if known else stranger(number)
    tie = Query(TIE, {"id": me.id_number, "other": number}, ("guardian", "tie"), holder)
    named = Query(NAME, {"id": number, "name": name}, ("match", "alive"), holder)
    said = sources.ask(actor, Matter(me.subject, "登记监护关系", KEEPER, me.subject), [tie, named], budget=WAIT)
    by = {one.query.source: one for one in said}
    if TIE not in by or NAME not in by:
        raise NotRegistered
    return by[TIE], by[NAME]


def _bad(sentence: str) -> Invalid:
    return Invalid(sentence, problems=[{"field": "id_number", "sentence": sentence}])
