"""What systems call: push a request, exchange a code, read what was granted. Each refusal is a word of OAuth."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from tongban.engines import jose
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import token_digest
from tongban.registers.ledger.actions import action, record
from tongban.registers.sso import events, keyring, queries, reading, statements
from tongban.registers.sso.actions.ending import end_visits
from tongban.registers.sso.errors import OAuthError
from tongban.registers.sso.keyring import instant
from tongban.registers.sso.kinds import PUSHED_LIFE, TOKEN_LIFE, Tokens
from tongban.registers.sso.models import Access, Assertion, Code, Party, Pushed, Visit

VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
WRONG_CODE = "the code is unknown, spent, too old, or was not given to you"


def push(party: Party, params: Mapping[str, Sequence[str]]) -> tuple[str, int]:
    """Keep a request the party hands over beforehand; returns its name and for how many seconds it counts."""
    said = reading.push(party, params)
    name = secrets.token_urlsafe(32)
    Pushed.objects.create(
        digest=token_digest(name), party=party, params=said, ends_at=instant() + PUSHED_LIFE
    )
    return f"{reading.URN}{name}", int(PUSHED_LIFE.total_seconds())


@wall.as_platform("single-sign-on")  # a system asks that proved itself, and holds the code
def redeem(party: Party, said: Mapping[str, str]) -> Tokens:
    """Exchange a code for tokens. A code counts for one try; one that comes twice shuts what it had opened.

    Not one transaction: what a refusal leaves behind must stay.
    """
    if said.get("grant_type") != "authorization_code":
        raise OAuthError("unsupported_grant_type", "only authorization_code")
    with transaction.atomic():
        code = (
            Code.objects.select_for_update(of=("self",)).select_related("visit__grant__account", "visit__grant__party")
            .filter(digest=token_digest(said.get("code", "")), visit__grant__party=party).first()
        )  # fmt: skip
        if code is None:
            raise OAuthError("invalid_grant", WRONG_CODE)
        replayed, code.spent = code.spent, True
        code.save(update_fields=["spent"])
        if replayed:
            _shut(as_client(party), code.visit)
        wrong = replayed or _unfit(code, said)
        tokens = None if wrong else _tokens(code)
    if tokens is None:
        raise OAuthError("invalid_grant", WRONG_CODE)
    return tokens


@wall.as_platform("single-sign-on")
def tell(access: Access) -> dict[str, Any]:
    """What the holder of an access token may read; that it was read is kept, once a visit."""
    said = queries.claims(access)
    visit = access.visit
    if visit.read_at is None and Visit.objects.filter(pk=visit.pk, read_at=None).update(read_at=time.now()):
        _note_told(as_client(visit.grant.party), visit, tuple(access.items))
    return said


def forget_old() -> int:
    """Drop codes, tokens, requests and assertions that are over; for the clock."""
    now = instant()
    over = now - timedelta(days=1)  # a code that comes again after its minute is still known as spent
    return sum(
        rows.delete()[0]
        for rows in (
            Code.objects.filter(ends_at__lt=over), Access.objects.filter(ends_at__lt=now),
            Pushed.objects.filter(ends_at__lt=now), Assertion.objects.filter(ends_at__lt=now),
        )
    )  # fmt: skip


def as_client(party: Party) -> Actor:
    """A system as who acts."""
    return Actor("client", party.code, party.title, door="sso")


def _unfit(code: Code, said: Mapping[str, str]) -> bool:
    verifier = said.get("code_verifier", "")
    proven = bool(VERIFIER.fullmatch(verifier)) and secrets.compare_digest(
        statements.challenge(verifier), code.challenge
    )
    late = code.ends_at < instant() or not queries.counts(code.visit)
    return late or not proven or said.get("redirect_uri") != code.redirect


def _tokens(code: Code) -> Tokens:
    access = secrets.token_urlsafe(32)
    Access.objects.create(
        digest=token_digest(access), visit=code.visit, items=code.items, ends_at=instant() + TOKEN_LIFE
    )
    claims = statements.identity(code.visit, code.nonce) | {"at_hash": jose.half_hash(access)}
    return Tokens(access, jose.sign(claims, keyring.current()), tuple(code.items))


@action
def _shut(actor: Actor, visit: Visit) -> None:
    record(
        actor,
        events.CodeReplayed(
            f"account/{visit.grant.account_id}", party=visit.grant.party_id, visit=str(visit.pk)
        ),
    )
    end_visits(actor, Visit.objects.filter(pk=visit.pk), "replayed")


@action
def _note_told(actor: Actor, visit: Visit, items: tuple[str, ...]) -> None:
    subject = f"account/{visit.grant.account_id}"
    record(actor, events.DataTold(subject, party=visit.grant.party_id, visit=str(visit.pk), items=items))
