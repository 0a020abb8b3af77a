"""What the signature on a PDF says (验章): whether it is whole, whose seal it bears, when."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tongban.registers.seals.models import Seal

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Examined:
    """One look at a file: ``intact`` means not a byte was changed or added since it was sealed by ``seal``."""

    intact: bool
    seal: str = ""  # the seal's code, where it is one of ours
    title: str = ""
    signed_at: datetime | None = None
    timed: bool = False  # whether a timestamp authority says when
    revoked_at: datetime | None = None  # the seal is used no longer since


def examine(pdf: bytes) -> Examined | None:
    """What the first signature says; None where there is none, or the file cannot be read."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # a forged file is no news for the log
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
        if not signatures:
            return None
        ours = {_first(seal.certificate).dump(): seal for seal in Seal.objects.all()}
        seal = ours.get(signatures[0].signer_cert.dump())
        roots = [_root(one.certificate) for one in ours.values()]
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        found = validate_pdf_signature(signatures[0], context, context)
    except Exception:  # a file from outside may be broken in any way
        log.info("a file that was handed in to be verified could not be read")
        return None
    whole = found.intact and found.valid and found.coverage is not None and found.bottom_line
    title = seal.title if seal else ""
    stamp = found.timestamp_validity
    timed = stamp is not None and stamp.intact and stamp.valid and stamp.trusted
    at = stamp.timestamp if timed and stamp else found.signer_reported_dt
    ended = seal.revoked_at if seal else None
    return Examined(bool(whole and seal), seal.code if seal else "", title, at, timed, ended)


def _first(text: str) -> x509.Certificate:
    return _chain(text)[0]


def _root(text: str) -> x509.Certificate:
    return _chain(text)[-1]


def _chain(text: str) -> list[x509.Certificate]:
    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(text.encode(), multiple=True)]
