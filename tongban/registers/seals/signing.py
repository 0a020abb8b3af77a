"""A PAdES signature with a visible seal on a PDF (pyHanko); `pdfsig` and any reader can check it."""

from __future__ import annotations

import logging
from asyncio import to_thread
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from time import monotonic
from typing import Any

from asn1crypto import keys, pem, tsp, x509
from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tongban.engines.documents import Box
from tongban.kernel import outbound

PATIENCE = 2.0  # seconds a paper waits for the timestamp authority
ALONE = 60.0  # seconds it is not asked again after it failed
ASKING = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
_left_alone: dict[str, float] = {}
log = logging.getLogger(__name__)

ROOM_FOR_SIGNATURE = 16384  # spares the dry run that pyHanko would make to learn the size


class _Clock(TimeStamper):
    """Asks the timestamp authority, and looks whether it spoke of what was asked (the library looks at the nonce)."""

    def __init__(self, address: str, patience: float) -> None:
        super().__init__()
        self.address, self.patience = address, patience

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        try:
            status, text = await to_thread(
                outbound.post, self.address, req.dump(), ASKING, total=self.patience, private_ok=True
            )
        except (outbound.NoAnswer, outbound.NotThere) as why:
            raise TimestampRequestError(str(why)) from None
        if status != 200:
            raise TimestampRequestError(f"status {status}")
        answer = tsp.TimeStampResp.load(text)
        said = answer["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
        if said["message_imprint"].native != req["message_imprint"].native:
            raise TimestampRequestError("the timestamp is of something else")
        return answer


@lru_cache(maxsize=64)
def _signer(private_key: str, certificate: str) -> signers.SimpleSigner:
    chain = [x509.Certificate.load(der) for _, _, der in pem.unarmor(certificate.encode(), multiple=True)]
    _, _, der = pem.unarmor(private_key.encode())
    store = SimpleCertificateStore.from_certs(chain)
    return signers.SimpleSigner(signing_cert=chain[0], signing_key=keys.PrivateKeyInfo.load(der), cert_registry=store)


def in_force(certificate: str, moment: datetime) -> bool:
    """Whether the certificate of a seal may be used at ``moment``."""
    first = next(iter(pem.unarmor(certificate.encode(), multiple=True)))[2]
    validity = x509.Certificate.load(first)["tbs_certificate"]["validity"]
    return bool(validity["not_before"].native <= moment <= validity["not_after"].native)


@lru_cache(maxsize=64)
def _stamp(picture: bytes) -> StaticStampStyle:
    layout = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0),
        inner_content_scaling=InnerScaling.SHRINK_TO_FIT,
    )
    image = PdfImage(Image.open(BytesIO(picture)).convert("RGBA"), opacity=None)
    return StaticStampStyle(background=image, background_layout=layout, background_opacity=1, border_width=0)


def sign(
    pdf: bytes, *, private_key: str, certificate: str, picture: bytes, title: str, reason: str, page: int, box: Box,
    clock: TimeStamper | None = None,
) -> bytes:  # fmt: skip
    """The same PDF, signed as ``title`` for ``reason``, its seal in ``box`` on ``page``.

    The box is in points from the lower left; pages count from 0, and -1 is the last. ``clock`` is the timestamp
    authority that says when; without one the signature says so itself.
    """
    meta = signers.PdfSignatureMetadata(
        field_name="Seal", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, reason=reason, name=title,
    )
    place = fields.SigFieldSpec("Seal", on_page=page, box=tuple(round(v) for v in box))  # type: ignore[arg-type]
    key, stamp = _signer(private_key, certificate), _stamp(picture)
    signer = signers.PdfSigner(meta, key, stamp_style=stamp, new_field_spec=place, timestamper=clock)
    out = BytesIO()
    ended = pdf if pdf.endswith(b"\n") else pdf + b"\n"  # PDF/A wants each object to begin a line
    signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(ended)), output=out, bytes_reserved=ROOM_FOR_SIGNATURE)
    return out.getvalue()


def sign_timed(pdf: bytes, tsa_url: str, **said: Any) -> tuple[bytes, bool]:
    """`sign`, with the word of the timestamp authority where it gives it in time; whether it did.

    A paper does not wait for a clock: an authority that is slow, wrong or down is left alone for a minute, and the
    paper says by itself when it was sealed.
    """
    if tsa_url and monotonic() >= _left_alone.get(tsa_url, 0):
        try:
            return sign(pdf, clock=_Clock(tsa_url, PATIENCE), **said), True
        except (TimestampRequestError, OSError, ValueError) as why:
            log.warning("the timestamp authority did not answer as it should: %s", type(why).__name__)
            _left_alone[tsa_url] = monotonic() + ALONE
    return sign(pdf, **said), False
