"""Coming through an entrance (统一认证登录): sent with a question, believed when the answer fits, met as oneself."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from hmac import compare_digest
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tongban.engines.codes import tidy
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.kernel.ids import short_code
from tongban.registers.entrances import believing, events, queries, wire
from tongban.registers.entrances.actions.linking import bind
from tongban.registers.entrances.errors import AnotherName, Declined, NotThisTime
from tongban.registers.entrances.kinds import AWAY, Begun, Met, Vouched
from tongban.registers.entrances.models import Link
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.identity.kinds import CITIZEN_CARD, same_name
from tongban.registers.ledger.actions import action, record

if TYPE_CHECKING:
    from tongban.registers.identity.models import Person


def begin(code: str, redirect: str, to: str = "") -> tuple[str, Begun]:
    """Where to send somebody, and what his browser keeps meanwhile; raises `EntranceAway`, `NoSuchEntrance`."""
    entrance = queries.entrance(code)
    told = wire.known(entrance)
    begun = Begun(
        code, secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), time.ticking(), to
    )
    asked = {
        "response_type": "code", "client_id": entrance.client_id, "redirect_uri": redirect, "scope": entrance.scope,
        "state": begun.state, "nonce": begun.nonce, "code_challenge": queries.challenge(begun.verifier),
        "code_challenge_method": "S256",
    }  # fmt: skip
    where = str(told["authorization_endpoint"])
    return f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}", begun


def finish(begun: Begun | None, code: str, redirect: str, said: Mapping[str, str]) -> Vouched:
    """Believe an answer, once: it belongs to the question this browser asked, and came from whom it was asked."""
    if begun is None or begun.entrance != code or not 0 <= time.ticking() - begun.at <= AWAY:
        raise NotThisTime
    if not compare_digest(begun.state.encode(), said.get("state", "").encode(errors="replace")):
        raise NotThisTime
    entrance = queries.entrance(code)
    named = said.get("iss")
    if (named is not None or wire.known(entrance)["iss"]) and named != entrance.issuer:
        raise wire.wrong(entrance, "iss of the answer")
    if said.get("error") or not said.get("code"):
        raise Declined(f"您没有在{entrance.where}完成登录。")
    tokens = wire.exchange(entrance, said["code"], begun.verifier, redirect)
    return believing.read(entrance, begun, tokens)


@action
def meet(actor: Actor, vouched: Vouched) -> Met:
    """Who came: by the link he made, else by his verified number; somebody new is entered and given an account.

    A person who has an account already proves once that it is his, before anything is bound.
    """
    link = _used(vouched)
    if link is not None:
        acting = people.actor_for(link.account, door=actor.door)
        whose = f"account/{link.account_id}"
        record(acting, events.CameThrough(whose, entrance=vouched.entrance, level=vouched.level))
        return Met(str(link.account_id))
    person = _person(vouched)
    account = person.accounts.filter(is_active=True).first() if person else None
    if person is not None and account is not None:
        record(Actor.system(), events.ProofWanted(person.subject, entrance=vouched.entrance))
        return Met(person=str(person.pk))
    if person is not None and person.accounts.exists():
        raise NotAllowed("您的账号已经停用。", next_step="请持本人有效证件到政务服务大厅窗口核实。")
    person = person or _enter(vouched)
    opened = identity.open_account(Actor.system(), f"lt-{short_code(12).lower()}", person=person.pk)
    bind(people.actor_for(opened, door=actor.door), opened, vouched, "opened")
    return Met(str(opened.pk), fresh=True)


def _used(vouched: Vouched) -> Link | None:
    """The link that opens an account to whom the entrance vouches for, noted as used now."""
    with wall.shown(f"subject/{vouched.subject}"):
        link = (
            Link.objects.select_for_update(of=("self",)).select_related("account")
            .filter(entrance_id=vouched.entrance, subject=vouched.subject, ended_at=None).first()
        )  # fmt: skip
        if link is not None:
            link.used_at = time.now()
            link.save(update_fields=["used_at"])
    return link


def _person(vouched: Vouched) -> Person | None:
    """The person with this verified number; the same number under another name is for people to look into."""
    found = people.find_person(Actor.system(), vouched.number, vouched.paper) if vouched.number else None
    if found is not None and not same_name(found.name, vouched.name):
        raise AnotherName
    return found


def _enter(vouched: Vouched) -> Person:
    """Somebody the city does not know yet, on the entrance's word: his number must be one of its kind of paper."""
    paper, number = vouched.paper or CITIZEN_CARD, vouched.number
    try:
        return identity.register_person(
            Actor.system(), vouched.name, number, id_type=paper, birth=vouched.birth, level=2
        )
    except Invalid:
        why = f"number of {len(tidy(number))} signs, paper {paper[:5]!r}"
        raise wire.wrong(queries.entrance(vouched.entrance), why) from None
