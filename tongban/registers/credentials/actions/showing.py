from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from tongban.engines import disclosure
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.credentials import permits, queries, signer
from tongban.registers.credentials.errors import CannotShow, NothingChosen
from tongban.registers.credentials.events import LicenceShown, ShowingRead, ShowingStopped
from tongban.registers.credentials.kinds import LIFE, LIST, Proof, labels, values
from tongban.registers.credentials.models import Showing
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.registers.licences import queries as licences
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Kind, Matter

if TYPE_CHECKING:
    from tongban.registers.licences.models import Licence


@action
def show_licence(actor: Actor, licence_id: str, fields: Sequence[str]) -> Showing:
    """Show a licence, or these fields of it and no others, for a while (亮证、亮数).

    Raises `NotYourLicence`, `NotEmpowered`, `CannotShow` when it does not count today, `NothingChosen`.
    """
    licence = licences.licence_for(actor, licence_id)
    permits.require_shower(actor, licence.type.code, licence.holder_name)
    let = permits.fields_let(actor, licence.type.code)
    chosen = [code for code in labels(licence) if code in set(fields) and (let is None or code in let)]
    if not licence.counts_on(time.today()):
        raise CannotShow(licences.why(licence))
    if not chosen:
        raise NothingChosen
    present = time.now()
    row = Showing.objects.create(
        licence=licence, holder=licence.holder, fields=chosen, begins=present, ends=present + LIFE,
        hand=permits.hand_of(actor),
    )
    _place(row)
    row.credential = _credential(row, licence)
    row.save(update_fields=["credential"])
    record(actor, LicenceShown(row.subject, str(licence.pk), row.holder, tuple(chosen), row.ends.isoformat()))
    return row


@action
def stop_showing(actor: Actor, code: str) -> Showing:
    """Show it no longer (停止出示): its code, its credential and its place in the list stop counting at once."""
    row = queries.showing_for(actor, code)
    row.stopped_at = time.now()
    row.save(update_fields=["stopped_at"])
    record(actor, ShowingStopped(row.subject, row.holder))
    return row


@action
def read_showing(actor: Actor, text: str) -> Proof:
    """Read what a rotating code shows (扫码核验); its holder reads that somebody did, and who if he is an official.

    Raises `NotShown`.
    """
    token, row = queries.by_token(text)
    name = ""
    if actor.is_official and actor.posts:
        name = f"{identity.department(actor.posts[0].department).name} {actor.number}"
    department = actor.posts[0].department if name else ""
    matter = Matter(row.subject, "核验出示的证照", department, row.holder)
    sources.use(
        replace(actor, name=name or "没有登录的核验人"), matter, row.holder, Kind.SHOWN, row.licence.type.code,
        row.licence.type.title, token.number, "本人出示", [labels(row.licence)[code] for code in row.fields],
    )
    record(actor, ShowingRead(row.subject, row.holder, actor.principal if actor.id else ""))
    return queries.proof(row)


def _place(row: Showing) -> None:
    """Give it a free place by chance, in a list of which half stays empty: no place tells what was shown before it.

    Others' rows stand behind the second wall, so that a place is taken is what the constraint says.
    """
    first = row.pk // (LIST // 2) * LIST
    while row.place is None:
        try:
            with transaction.atomic():
                Showing.objects.filter(pk=row.pk).update(place=first + secrets.randbelow(LIST))
        except IntegrityError:
            continue
        row.refresh_from_db(fields=["place"])


def _credential(row: Showing, licence: Licence) -> str:
    """All fields are signed, so that it does not show which were kept back; only the chosen ones are disclosed."""
    place = row.place or 0
    claims = {
        "iss": signer.issuer(), "vct": f"{signer.issuer()}/credentials/{licence.type.code}",
        "iat": int(row.begins.timestamp()), "nbf": int(row.begins.timestamp()), "exp": int(row.ends.timestamp()),
        "title": licence.type.title, "issuing_authority": licence.type.issuer,
        "status": {"status_list": {"idx": place % LIST, "uri": queries.list_address(place // LIST)}},
    }  # fmt: skip
    whole = disclosure.issue(claims, values(licence), signer.private_key(), signer.kid())
    return disclosure.present(whole, row.fields)
