"""How a stated name becomes a real one (实名认证): what the police register says, or who saw the papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from tongban.kernel.proof import proven
from tongban.registers.identity import claiming, events, permits, queries, throttle
from tongban.registers.identity.errors import NameNotConfirmed, NobodyAnswered
from tongban.registers.identity.kinds import REAL_NAME
from tongban.registers.identity.models import Person
from tongban.registers.identity.rows import locked, one
from tongban.registers.ledger.actions import action, record
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Matter, Query

if TYPE_CHECKING:
    from tongban.kernel.actor import Actor

RESOURCE = "agent-identity"
KEEPER = "public-security"  # whose register answers
WAIT = 3.0  # seconds


@proven("实名认证")
def confirm_name(
    actor: Actor, name: str, id_number: str, *, account: UUID | str = "", held: Sequence[str] = ()
) -> Person:
    """Confirm one's own name and number with the register (实名认证), a second factor given; again is the same as once.

    What is typed must be what one was registered with; guesses slow down. Raises `NameNotConfirmed` when the register
    says no or knows nobody, `NobodyAnswered` when it is slow, wrong or down. Not one transaction: nothing is locked
    while another authority is waited for, and what was asked stays on record. For who registered by telephone see
    `claiming.claim`, which ``account`` and ``held`` are for.
    """
    permits.require_himself(actor)
    person = one(Person, actor.id)
    if person.level >= REAL_NAME:
        return person
    if not person.id_type:
        return claiming.claim(actor, person, name, id_number, account, held)
    attempt = throttle.claim(f"real-name/{actor.id}", "", "实名认证")
    if queries.known_as(name, id_number) != person:
        raise NameNotConfirmed("填写的姓名或证件号码，与您登记时的不一致。")
    throttle.forgive(attempt)
    query = Query(RESOURCE, {"id": person.id_number, "name": person.name}, ("match", "alive"), person.subject)
    matter = Matter(person.subject, "实名认证", KEEPER, person.subject)
    (said,) = sources.ask(actor, matter, [query], budget=WAIT)
    if not said.answered:
        raise NobodyAnswered
    if said.values.get("match") is not True or said.values.get("alive") is False:
        raise NameNotConfirmed
    return _raised(actor, actor.id, "source", said.digest)


@action
@proven("当面核验实名")
def confirm_in_person(actor: Actor, name: str, id_number: str) -> Person:
    """Confirm somebody's name from the papers in his hand (当面核验): for who sits at a window and has seen both."""
    permits.require_register(actor)
    person = queries.known_as(name, id_number)
    if person is None:
        raise NameNotConfirmed(
            "没有找到姓名和证件号码都一致的登记。", next_step="请对照证件原件核对；还没有登记的，请先登记个人信息。"
        )
    return _raised(actor, str(person.pk), "window", "")


@action
def _raised(actor: Actor, person_id: str, by: str, evidence: str) -> Person:
    person = locked(Person, person_id)
    person.level = max(person.level, REAL_NAME)
    person.save(update_fields=["level"])
    record(actor, events.RealNameConfirmed(person.subject, level=person.level, by=by, evidence=evidence))
    return person
