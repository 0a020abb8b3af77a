"""The second form of a sealed paper (OFD 文件): the same pages, sealed with the electronic seal of GB/T 38540.

The seal's signature covers the SM3 digest of every other part of the file (GB/T 33190 section 18); SM2 and SM3 by the
system's libcrypto. Where that has no SM2 there is no second form.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from asn1crypto import pem

from tongban.engines.documents import Box, ofd, stamped
from tongban.kernel import sm2, storage, time
from tongban.registers.seals import eseal, sm2_authority
from tongban.registers.seals.models import Seal, SecondForm

FOLDER = "Doc_0/Signs/Sign_0"
LISTED, SEAL, VALUE = f"{FOLDER}/Signature.xml", f"{FOLDER}/Seal.esl", f"{FOLDER}/SignedValue.dat"
OUTSIDE = {ofd.SIGNATURES, LISTED, VALUE}  # what a signature cannot cover, because it is made of it
MM, SIDE = 25.4 / 72, 42
TOLD = {"证照编号": "number", "证照标识": "identifier", "有效期限": "validity", "办件编号": "case"}


def equip(seal: Seal) -> bool:
    """Give a demonstration seal with an SM2 key its certificate and electronic seal, once; whether it has them."""
    if seal.eseal or not seal.second_key or not seal.demo or not sm2.available():
        return bool(seal.eseal) and sm2.available()
    certificate, root = sm2_authority.issue(f"{seal.title}（演示）", base64.b64decode(seal.second_public))
    made = eseal.make(
        code=seal.code, title=seal.title, certificate=certificate, picture=stamped(storage.read(seal.picture)),
        side=SIDE, span=sm2_authority.span(), maker=sm2_authority.maker(), maker_name="TongbanDemo",
    )
    seal.second_certificate = "".join(pem.armor("CERTIFICATE", der).decode() for der in (certificate, root))
    seal.eseal = base64.b64encode(made).decode()
    seal.save(update_fields=["second_certificate", "eseal"])
    return True


def add(seal: Seal, pdf: bytes, title: str, facts: Mapping[str, Any], place: tuple[int, Box]) -> str:
    """Make and store the second form of an unsealed paper; its SHA-256, "" where it cannot be made."""
    if not equip(seal):
        return ""
    day = facts["date"] if isinstance(facts["date"], date) else date.fromisoformat(str(facts["date"])[:10])
    told = {name: str(facts[key]) for name, key in TOLD.items() if facts.get(key)}
    made, leaves = ofd.parts(pdf, title=title, author=str(facts["agency"]), day=day, told=told)
    page, box = place
    return storage.keep(ofd.pack(sealed(seal, made, leaves[page], box, time.now()), day))


def named(paper: str, seal: Seal, form: str) -> None:
    """Note that ``form`` is the second form of the sealed ``paper``, both by their SHA-256."""
    if form:
        SecondForm.objects.create(paper=paper, form=form, seal=seal, at=time.now())


def sealed(seal: Seal, made: Mapping[str, bytes], leaf: ofd.Leaf, box: Box, at: datetime) -> dict[str, bytes]:
    """The parts of a file with those that its seal adds; ``box`` in points, as the seal of the PDF stands."""
    der, key = base64.b64decode(seal.eseal), base64.b64decode(seal.second_key)
    certificate = next(iter(pem.unarmor(seal.second_certificate.encode(), multiple=True)))[2]
    one = f'<ofd:Signature ID="1" Type="Seal" BaseLoc="/{LISTED}"/>'
    listed = ofd.xml("Signatures", f"<ofd:MaxSignId>1</ofd:MaxSignId>{one}")
    whole = {**made, SEAL: der}
    whole[LISTED] = _signature(whole, leaf, box, at)
    whole[VALUE] = eseal.sign(der, key, certificate, whole[LISTED], f"/{LISTED}", at)
    return {**whole, ofd.SIGNATURES: listed}


def _signature(whole: Mapping[str, bytes], leaf: ofd.Leaf, box: Box, at: datetime) -> bytes:
    """The list of a file's parts, each with its digest, and where the seal is seen."""
    references = "".join(
        f'<ofd:Reference FileRef="/{name}"><ofd:CheckValue>{base64.b64encode(eseal.sm3(whole[name])).decode()}'
        "</ofd:CheckValue></ofd:Reference>"
        for name in sorted(whole)
    )
    seen = ofd.box(
        box.left * MM, leaf.height - box.top * MM, (box.right - box.left) * MM, (box.top - box.bottom) * MM
    )
    inside = (
        '<ofd:Provider ProviderName="Tongban" Version="1.0" Company="Tongban"/>'
        f"<ofd:SignatureMethod>{eseal.SM2_WITH_SM3}</ofd:SignatureMethod>"
        f"<ofd:SignatureDateTime>{at.astimezone(UTC):%Y%m%d%H%M%SZ}</ofd:SignatureDateTime>"
        f'<ofd:References CheckMethod="{eseal.SM3_DIGEST}">{references}</ofd:References>'
        f'<ofd:StampAnnot ID="1" PageRef="{leaf.id}" Boundary="{seen}"/>'
        f"<ofd:Seal><ofd:BaseLoc>/{SEAL}</ofd:BaseLoc></ofd:Seal>"
    )
    return ofd.xml("Signature", f"<ofd:SignedInfo>{inside}</ofd:SignedInfo><ofd:SignedValue>/{VALUE}</ofd:SignedValue>")
