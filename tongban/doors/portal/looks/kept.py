"""What else is kept about somebody: whom he let act or know, who asked, what he objected to, rated and promised."""

from __future__ import annotations

from itertools import islice
from typing import Any

from tongban.kernel.actor import Actor
from tongban.registers.codes import queries as codes
from tongban.registers.credentials import queries as credentials
from tongban.registers.credit import queries as credit
from tongban.registers.favourites import queries as favourites
from tongban.registers.identity import queries as identity
from tongban.registers.mandates import queries as mandates
from tongban.registers.signin import queries as signin
from tongban.registers.sources import queries as sources
from tongban.registers.sso import queries as sso
from tongban.watch.ratings import queries as ratings
from tongban.work.concerns import queries as concerns
from tongban.work.objections import queries as objections


def of(actor: Actor, own: list[Any], most: int) -> dict[str, Any]:
    """By kind, each at most ``most``, newest first; ``own`` are his cases. What hangs on his account is his alone."""
    record = credit.mine(actor)
    code = codes.code_of(actor.applicant)
    said: dict[str, Any] = {
        "uses": [
            {"what": one.what_title, "fields": one.fields, "for": one.title, "by": one.by, "basis": one.basis,
             "at": one.at} for one in islice(sources.every_use(actor), most)
        ],
        "consents": [
            {"what": one.what_title, "for": one.title, "state": one.get_state_display(), "at": one.asked_at}
            for one in sources.asked_of(actor)
        ],
        "requests": [
            {"what": one.type_title, "fields": one.labels, "why": one.purpose, "law": one.law, "until": one.until,
             "state": one.get_state_display()} for one in credentials.asked_of(actor)
        ],
        "scans": [{"why": one.purpose, "at": one.at} for one in (codes.scans_of(code) if code else [])],
        "objections": [
            {"about": one.title, "field": one.label, "claim": one.claim, "reason": one.reason, "answer": one.answer}
            for one in objections.of_applicant(actor, most)
        ],
        "concerns": [
            {"about": one.title, "words": one.words, "answer": one.answer} for one in concerns.of_raiser(actor, most)
        ],
        "ratings": [
            {"case": one.case.number, "level": one.level, "text": one.text, "at": one.rated_at}
            for one in ratings.of_cases(own)
        ],
        "credit": {
            "entries": [{"what": one.what, "word": one.get_word_display(), "at": one.at} for one in record.entries],
            "bars": [{"scope": one.get_scope_display(), "reason": one.reason} for one in record.bars],
        },
        "favourites": [one.title for one in favourites.of_holder(actor)],
    }  # fmt: skip
    return said | (_account(actor) if actor.applicant == f"person/{actor.id}" else {})


def _account(actor: Actor) -> dict[str, Any]:
    pairs = [("to", one.taker, one) for one in mandates.given_by(actor.id)]
    pairs += [("of", one.giver, one) for one in mandates.received_by(actor.id)]
    accounts = list(identity.accounts_of(actor.id))
    return {
        "mandates": [
            {side: other.name if other else "", "items": one.items, "from": one.given_at, "until": one.until}
            for side, other, one in pairs
        ],
        "sittings": [
            {"device": one.device, "network": one.network, "begun": one.begun, "seen": one.seen}
            for account in accounts for one in signin.sittings_of(actor, account.pk)
        ],
        "systems": [
            {"name": one.party.title, "items": one.items, "from": one.given_at}
            for account in accounts for one in sso.grants_of(actor, account.pk)
        ],
    }  # fmt: skip
