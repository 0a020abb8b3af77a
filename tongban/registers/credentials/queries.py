from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from tongban.engines import disclosure, tokens
from tongban.engines.disclosure import jws
from tongban.engines.tokens import Token
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.ids import short_code
from tongban.kernel.text import storable
from tongban.registers.credentials import permits, signer
from tongban.registers.credentials.errors import NotShown
from tongban.registers.credentials.kinds import LIST, TURN, Proof, labels, values, word
from tongban.registers.credentials.models import Showing
from tongban.registers.credentials.requests import asked_by, asked_of, by_id, request_for
from tongban.registers.licences import queries as licences
from tongban.registers.licences.kinds import Status
from tongban.registers.mandates import queries as mandates

__all__ = [
    "asked_by", "asked_of", "by_id", "by_token", "list_address", "metadata", "proof", "request_for", "showing_for",
    "showings_of", "status_list", "turn", "type_metadata", "verify",
]  # fmt: skip

PAGE = 20
TTL = 60  # seconds a published list may be kept: revoked is revoked within a minute


def showing_for(actor: Actor, code: str) -> Showing:
    """What I am showing; raises `NotShown`, `NotEmpowered` for who may not sign for the company whose it is."""
    row = Showing.objects.filter(code=storable(code), holder=actor.applicant).select_related("licence__type").first()
    if row is None or not actor.signed_in or not row.open:  # another's answers as none
        raise NotShown("这次出示不存在，或者已经结束。", next_step="请在“我的证照”重新出示。")
    permits.require_shower(actor, row.licence.type.code, row.licence.holder_name)
    return row


def showings_of(actor: Actor, licence_id: UUID) -> list[Showing]:
    """What of this licence I am showing now, the newest first."""
    rows = Showing.objects.filter(licence=licence_id, holder=actor.applicant, stopped_at=None, ends__gt=time.now())
    return list(rows.select_related("licence__type").order_by("-id")[:PAGE])


def turn(row: Showing) -> tuple[str, datetime]:
    """The rotating code of the next half minute, and when it ends."""
    begins = time.now()
    ends = begins + TURN
    token = Token("licence", row.code, short_code(16), int(begins.timestamp()), int(ends.timestamp()))
    return tokens.make(token, signer.private_key()), ends


def by_token(text: str) -> tuple[Token, Showing]:
    """What a rotating code shows; raises `NotShown` with the sentence that says why it does not count."""
    try:
        token = tokens.read(text, signer.keys(), time.now().timestamp(), skew=2)
    except tokens.BadToken as why:
        raise NotShown(str(why)) from None
    row = _row(token.handle)
    if token.kind != "licence" or not row.open:
        raise NotShown
    return token, row


def proof(row: Showing) -> Proof:
    """The chosen fields as they are today, and whether the licence counts."""
    said, named = values(row.licence), labels(row.licence)
    rows = tuple((named[code], word(said[code])) for code in row.fields if code in named)
    return _proof(row, rows)


def verify(text: str) -> Proof:
    """What a credential says, if we issued it, with only the fields it discloses; raises `NotShown`."""
    try:
        found = disclosure.verify(text, signer.keys(), time.now().timestamp())
        place = found.claims["status"]["status_list"]
        number = int(str(place["uri"]).rstrip("/").rpartition("/")[2]) * LIST + int(place["idx"])
    except (disclosure.NotGenuine, KeyError, ValueError) as why:
        raise NotShown(str(why) if isinstance(why, disclosure.NotGenuine) else "") from None
    with wall.shown(f"status/{number}"):
        row = _found(place=number)
    named = labels(row.licence)
    return _proof(row, tuple((named.get(code, code), word(value)) for code, value in found.fields.items()))


def list_address(number: int) -> str:
    return f"{settings.TONGBAN.base_url}/credentials/status/{number}"


@wall.as_platform("status-list")
def status_list(number: int) -> str:
    """The signed list in which everybody looks whether a credential still counts; computed from the licences now."""
    first = number * LIST
    today, present = time.today(), int(time.now().timestamp())
    ended = ~Q(licence__status=Status.VALID) | Q(licence__valid_to__lt=today, licence__deemed_on=None)
    rows = Showing.objects.filter(place__gte=first, place__lt=first + LIST)
    rows = rows.filter(ended | Q(stopped_at__isnull=False))
    shown = Showing.objects.filter(place__gte=first, place__lt=first + LIST, stopped_at=None, ends__gt=time.now())
    by_hand = shown.exclude(hand="").select_related("licence__type")
    over = {row.place - first: disclosure.INVALID for row in by_hand if row.place is not None and not still_shown(row)}
    states = over | {
        at - first: disclosure.SUSPENDED if status == Status.SUSPENDED and stopped is None else disclosure.INVALID
        for at, status, stopped in rows.values_list("place", "licence__status", "stopped_at")
        if at is not None
    }
    claims = {
        "sub": list_address(number), "iat": present, "exp": present + 10 * TTL, "ttl": TTL,
        "status_list": disclosure.packed(states, LIST),
    }  # fmt: skip
    return jws.sign(claims, signer.private_key(), signer.kid(), "statuslist+jwt")


def metadata() -> dict[str, Any]:
    """Who issues, and the keys to check it with (JWT VC issuer metadata)."""
    return signer.metadata()


def type_metadata(code: str) -> dict[str, Any] | None:
    """What a credential of a kind of licence says (SD-JWT VC type metadata)."""
    kind = licences.type_of(code)
    if kind is None:
        return None
    return {"vct": f"{signer.issuer()}/credentials/{kind.code}", "name": kind.title}


def _proof(row: Showing, rows: tuple[tuple[str, str], ...]) -> Proof:
    licence = row.licence
    counts = licence.counts_on(time.today()) and row.stopped_at is None
    reason = "持证人已经停止出示。" if row.stopped_at else licences.why(licence)
    return Proof(licence.type.title, licence.type.issuer, counts, reason, rows, row.ends, settings.TONGBAN.demo)


def _row(code: str) -> Showing:
    with wall.shown(storable(code)):
        return _found(code=storable(code))


def _found(**by: Any) -> Showing:
    """A showing with its licence, for whoever was shown it."""
    row = Showing.objects.filter(**by).first()
    if row is None:
        raise NotShown
    with wall.shown(str(row.licence_id)):
        found = Showing.objects.select_related("licence__type").get(pk=row.pk)
    if not still_shown(found):
        raise NotShown("出示人已经不能代持证人出示这份证照。", next_step="请由持证人本人重新出示。")
    return found


def still_shown(row: Showing) -> bool:
    """Whether who shows it for its holder may still do so; asked with each reading, so that an end is at once."""
    if not row.hand:
        return True
    with wall.as_platform("showing-hand"):
        return mandates.lets_show(row.hand.removeprefix("person/"), row.holder, row.licence.type.code)
