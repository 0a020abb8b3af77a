"""The second signature of a sealed paper, in SM2 with SM3, where this system can make it (国密签名).

It stands beside the paper and signs the whole sealed file. Its key, which also seals the second form of the paper
(`ofd`), comes from this platform and no accredited authority: it shows what a city's own seal service would do.
"""

from __future__ import annotations

import base64
import hashlib

from tongban.kernel import time
from tongban.kernel.signatures import schemes
from tongban.registers.seals.models import Seal, SecondSignature

SCHEME = "sm2"


def make_key() -> tuple[str, str]:
    """A private and a public key as text; two empty texts where this system has no SM2."""
    scheme = schemes[SCHEME]()
    if not scheme.available():
        return "", ""
    private = scheme.make()
    return base64.b64encode(private).decode(), base64.b64encode(scheme.public(private)).decode()


def add(seal: Seal, signed: bytes) -> None:
    """Sign the sealed paper once more, if its seal has a second key."""
    scheme = schemes[SCHEME]()
    if seal.second_key and scheme.available():
        signature = scheme.sign(base64.b64decode(seal.second_key), signed)
        SecondSignature.objects.create(
            paper=hashlib.sha256(signed).hexdigest(), seal=seal, scheme=SCHEME, signature=signature, at=time.now()
        )


def right(pdf: bytes) -> bool | None:
    """Whether the second signature of this very file is right; None where it has none, or it cannot be checked here."""
    row = SecondSignature.objects.select_related("seal").filter(paper=hashlib.sha256(pdf).hexdigest()).first()
    scheme = schemes[SCHEME]()
    if row is None or not scheme.available():
        return None
    return scheme.verify(base64.b64decode(row.seal.second_public), pdf, bytes(row.signature))
