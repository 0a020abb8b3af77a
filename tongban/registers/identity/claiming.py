"""How who registered by telephone becomes somebody in the register (手机号用户实名认证).

A name and a number are no secret of anybody. What proves that they are his is the telephone: he gave the code that was
sent to it, and its company knows it as this person's (反电信网络诈骗法 第九条). What others answer decides alone: an
answer of ours never depends on whether the city has an entry under that number, until it is proven to be his.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from tongban.engines.codes import BadCode
from tongban.engines.codes import id_number as citizen_number
from tongban.kernel import time
from tongban.kernel.errors import Invalid
from tongban.registers.identity import events, throttle
from tongban.registers.identity.errors import AccountElsewhere, NameNotConfirmed, NobodyAnswered, StillHeld
from tongban.registers.identity.finding import id_index, name_index
from tongban.registers.identity.kinds import CITIZEN_CARD, REAL_NAME, bad_name, same_name, tidy_name
from tongban.registers.identity.models import Account, Person
from tongban.registers.identity.rows import locked
from tongban.registers.ledger.actions import action, record
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Matter, Query

if TYPE_CHECKING:
    from tongban.kernel.actor import Actor

NAMES, PHONES = "agent-identity", "mobile-holder"
KEEPER = "public-security"
WAIT = 3.0  # seconds


def claim(
    actor: Actor, person: Person, name: str, number: str, account: UUID | str, held: Sequence[str]
) -> Person:  # fmt: skip
    """Confirm name, number and telephone together; his entry gets them, or his account goes over to the one there is.

    ``held`` names what lies under the entry he would leave: it stays where it was given, so he settles it first.
    Raises `NameNotConfirmed`, `NobodyAnswered`; to who proved himself `AccountElsewhere`, `StillHeld`.
    """
    try:
        checked = citizen_number.check(number, time.today())
    except BadCode as bad:
        raise Invalid(
            bad.sentence, problems=[{"field": "id_number", "sentence": bad.sentence}],
            next_step="用护照、通行证等证件的，请持证件到政务服务大厅窗口开通账号。",
        ) from None  # fmt: skip
    if sentence := bad_name(name := tidy_name(name)):
        raise Invalid(sentence, problems=[{"field": "name", "sentence": sentence}])
    attempt = throttle.claim(f"real-name/{actor.id}", "", "实名认证")
    evidence = _asked(actor, person, name, checked.text)
    throttle.forgive(attempt)
    return _settled(actor, name, checked.text, str(account), tuple(held), evidence)


def _asked(actor: Actor, person: Person, name: str, number: str) -> str:
    """The digest of what the police register said, where both it and the telephone's company say yes."""
    asked = {"id": number, "name": name}
    wanted = [
        Query(NAMES, asked, ("match", "alive"), person.subject),
        Query(PHONES, {**asked, "phone": person.phone}, ("match",), person.subject),
    ]
    said = sources.ask(actor, Matter(person.subject, "实名认证", KEEPER, person.subject), wanted, budget=WAIT)
    if not all(one.answered for one in said):
        raise NobodyAnswered
    if any(one.values.get("match") is not True or one.values.get("alive") is False for one in said):
        raise NameNotConfirmed(
            "没有通过核验：姓名、证件号码和注册账号的手机号不是同一个人的，或者证件状态不能用于认证。",
            next_step="请用本人名下的手机号注册；确认无误仍不能通过的，请持证件原件到政务服务大厅窗口开通账号。",
        )
    return next(one.digest for one in said if one.query.source == NAMES)


@action
def _settled(
    actor: Actor, name: str, number: str, account: str, held: tuple[str, ...], evidence: str
) -> Person:  # fmt: skip
    mine = locked(Person, actor.id)
    known = Person.objects.select_for_update().filter(id_index=id_index(number), id_type=CITIZEN_CARD).first()
    if known is None:
        mine.name, mine.name_index = name, name_index(name)
        mine.id_type, mine.id_number, mine.id_index = CITIZEN_CARD, number, id_index(number)
        mine.birth, mine.level = citizen_number.check(number).birth, REAL_NAME
        mine.save()
        record(actor, events.RealNameConfirmed(mine.subject, level=mine.level, by="source", evidence=evidence))
        return mine
    if not same_name(known.name, name):
        raise NameNotConfirmed
    if Account.objects.filter(person=known, is_active=True).exists():
        raise AccountElsewhere
    if held:
        raise StillHeld(f"认证已经通过，但是这个账号名下还有{'、'.join(held)}，不能转到您在窗口登记过的信息名下。")
    return _gone_over(actor, mine, known, locked(Account, account), evidence)


def _gone_over(actor: Actor, mine: Person, known: Person, account: Account, evidence: str) -> Person:
    """The account he came with is from now on that of his entry; the one he came by keeps nothing of him."""
    account.person = known
    account.save(update_fields=["person"])
    known.level = max(known.level, REAL_NAME)
    known.phone, known.phone_index = mine.phone, mine.phone_index  # proven to be his, today
    known.save(update_fields=["level", "phone", "phone_index"])
    mine.phone = mine.phone_index = mine.name_index = ""
    mine.save(update_fields=["phone", "phone_index", "name_index"])
    record(actor, events.AccountWentOver(f"account/{account.pk}", holder=known.subject, former=mine.subject))
    record(actor, events.RealNameConfirmed(known.subject, level=known.level, by="source", evidence=evidence))
    return known
