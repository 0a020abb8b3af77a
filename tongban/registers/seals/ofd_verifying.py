"""What the seal on an OFD says (验章): whether every part is as it was sealed, whose seal it is, when."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from asn1crypto import pem, x509

from tongban.engines.documents import ofd_reading
from tongban.kernel import sm2
from tongban.registers.seals import eseal, ofd
from tongban.registers.seals.eseal import ESeal, SealSignature
from tongban.registers.seals.kinds import CHANGED, STRANGER, Examined
from tongban.registers.seals.models import Seal

log = logging.getLogger(__name__)


def examine(content: bytes) -> Examined | None:
    """What its signature says; None where it bears none, or this system has no SM2 to check it with."""
    try:
        found = ofd_reading.read(content)
    except ofd_reading.BadOFD as why:
        return Examined(False, problem=str(why))
    if found is None or not sm2.available():
        return None
    try:
        return _examined(found)
    except Exception:  # a file from outside may be broken in any way
        log.info("an OFD that was handed in to be verified could not be read")
        return Examined(False, problem="文件上的电子签章不完整。")


def _examined(found: ofd_reading.SealedParts) -> Examined:
    signature = SealSignature.load(found.value, strict=True)
    told, certificate = signature["to_sign"], signature["cert"].native
    seal = next((one for one in Seal.objects.exclude(eseal="") if _chain(one)[0] == certificate), None)
    if seal is None or not _made_for(told["eseal"], certificate, _chain(seal)[-1]):
        return Examined(False, problem=STRANGER)
    at = told["time_info"].native
    right = (
        sm2.verify(_public(certificate), told.dump(), signature["signature"].native)
        and told["data_hash"].native == eseal.sm3(found.listed)
        and told["property_info"].native == found.place
        and found.method == eseal.SM3_DIGEST
        and _counted(told["eseal"], at)
    )
    changed = list(dict.fromkeys(found.changed(eseal.sm3, ofd.OUTSIDE)))
    if not right or changed:
        which = f"：{'、'.join(changed[:5])}" if right else ""
        return Examined(False, seal.code, seal.title, problem=f"{CHANGED}{which}。")
    return Examined(True, seal.code, seal.title, at, revoked_at=seal.revoked_at)


def _made_for(made: ESeal, certificate: bytes, root: bytes) -> bool:
    """Whether the electronic seal was made for this certificate, by a maker whom the same root certifies."""
    info, maker = made["info"], made["cert"].native
    listed = info["property"]["cert_list"].native
    return (
        certificate in listed
        and sm2.verify(_public(maker), info.dump(), made["signed_value"].native)
        and all(_certified(one, root) for one in (maker, certificate))
    )


def _counted(made: ESeal, at: object) -> bool:
    span = made["info"]["property"]
    return bool(span["valid_start"].native <= at <= span["valid_end"].native)


def _certified(der: bytes, root: bytes) -> bool:
    certificate = x509.Certificate.load(der)
    return sm2.verify(_public(root), certificate["tbs_certificate"].dump(), certificate["signature_value"].native)


def _public(der: bytes) -> bytes:
    return bytes(x509.Certificate.load(der).public_key.dump())


def _chain(seal: Seal) -> list[bytes]:
    return list(_blocks(seal.second_certificate))


def _blocks(text: str) -> Iterator[bytes]:
    yield from (der for _, _, der in pem.unarmor(text.encode(), multiple=True))
