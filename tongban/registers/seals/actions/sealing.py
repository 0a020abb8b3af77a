from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from tongban.engines import documents
from tongban.engines.documents import Box
from tongban.kernel import storage, time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger.actions import action, record
from tongban.registers.seals import authority, ofd, queries, second
from tongban.registers.seals.errors import SealExpired
from tongban.registers.seals.events import SealMade, SealUsed
from tongban.registers.seals.models import Seal


@action
def make_demo_seal(actor: Actor, code: str, title: str, department: str) -> Seal:
    """Make a seal of the demonstration authority for ``department``; its picture and certificate say that it is one."""
    if not actor.is_system:
        raise NotAllowed
    private_key, certificate = authority.issue(f"{title}（演示）", department)
    picture = storage.keep(documents.seal_png(title, ""))
    second_key, second_public = second.make_key()
    seal = Seal.objects.create(
        code=code, title=title, department=department, certificate=certificate, private_key=private_key,
        second_key=second_key, second_public=second_public,
        picture=picture, made_at=time.now(),
    )
    ofd.equip(seal)
    record(actor, SealMade(f"seal/{code}", department, seal.demo))
    return seal


@action
def seal_paper(
    actor: Actor, code: str, template: str, facts: Mapping[str, Any], *, url: str, source: str, reason: str
) -> str:
    """Make the paper that ``facts`` say and seal it (制作并盖章); returns its SHA-256 in storage. ``url`` is its QR.

    Where the seal has a key for SM2 the paper has a second form, the OFD (`queries.second_form`).
    """
    if not actor.is_system:
        raise NotAllowed
    pdf, place = documents.render(template, facts, qr=url), documents.seal_place(template, facts, qr=url)
    seal, title = queries.usable(code), facts.get("title") or documents.TEMPLATES[template].title
    form = ofd.add(seal, pdf, title, facts, place)
    paper = storage.keep(put_seal(actor, seal, pdf, place=place, source=source, reason=reason, form=form))
    ofd.named(paper, seal, form)
    return paper


@action
def seal_pdf(actor: Actor, code: str, pdf: bytes, *, place: tuple[int, Box], source: str, reason: str) -> bytes:
    """Seal ``pdf`` (盖章): a PAdES signature, with the seal at ``place`` (page from 0, box in points).

    Only the platform seals, following a decision somebody was entitled to take; ``source`` names it ("case/…").
    """
    if not actor.is_system:
        raise NotAllowed
    return put_seal(actor, queries.usable(code), pdf, place=place, source=source, reason=reason)


def put_seal(
    actor: Actor, seal: Seal, pdf: bytes, *, place: tuple[int, Box], source: str, reason: str, form: str = ""
) -> bytes:
    """Within a verb that has asked who may: seal ``pdf`` and note the use. Raises `SealExpired`."""
    from tongban.registers.seals import signing  # a heavy library, which only those who seal need

    if not signing.in_force(seal.certificate, time.now()):
        raise SealExpired
    page, box = place
    signed, timed = signing.sign_timed(
        pdf, settings.TONGBAN.tsa_url, private_key=seal.private_key, certificate=seal.certificate,
        picture=storage.read(seal.picture), title=seal.title, reason=reason, page=page, box=box,
    )
    second.add(seal, signed)
    record(actor, SealUsed(f"seal/{seal.code}", hashlib.sha256(pdf).hexdigest(), source, timed, form))
    return signed
