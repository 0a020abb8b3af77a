"""What the signature on a PDF says (验章): whether it is whole, whose seal it bears, when."""

from __future__ import annotations

import logging
from io import BytesIO

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tongban.registers.seals.kinds import CHANGED, STRANGER, Examined
from tongban.registers.seals.models import Seal

log = logging.getLogger(__name__)
BROKEN = f"文件上有电子签章，但是{CHANGED}，已经不能完整读取。"


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
        return Examined(False, problem=BROKEN) if b"/ByteRange" in pdf and b"/Contents" in pdf else None
    if seal is None:
        return Examined(False, problem=STRANGER)
    if not (found.intact and found.valid):
        return Examined(False, seal.code, seal.title, problem=f"{CHANGED}。")
    if found.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        return Examined(False, seal.code, seal.title, problem=f"{CHANGED}：盖章后又添加了内容。")
    if not found.bottom_line:
        return Examined(False, seal.code, seal.title, problem="盖章时印章的证书不在有效期内。")
    stamp = found.timestamp_validity
    timed = stamp is not None and stamp.intact and stamp.valid and stamp.trusted
    at = stamp.timestamp if timed and stamp else found.signer_reported_dt
    return Examined(True, seal.code, seal.title, at, timed, seal.revoked_at)


def _first(text: str) -> x509.Certificate:
    return _chain(text)[0]


def _root(text: str) -> x509.Certificate:
    return _chain(text)[-1]


def _chain(text: str) -> list[x509.Certificate]:
    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(text.encode(), multiple=True)]
