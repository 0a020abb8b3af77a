"""What an electronic seal and a seal's signature look like in bytes (电子印章、电子签章数据, GB/T 38540, version 4).

Structures alone, in the standard's order and with its names; who fills them in is `ofd`, who doubts them `examining`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from asn1crypto import core
from cryptography.hazmat.primitives.hashes import SM3, Hash

from tongban.kernel import sm2

SM2_WITH_SM3, SM3_DIGEST = "1.2.156.10197.1.501", "1.2.156.10197.1.401"
VERSION, OFFICIAL, CERTIFICATES = 4, 1, 1


class _Header(core.Sequence):  # type: ignore[misc]
    _fields = [("id", core.IA5String), ("version", core.Integer), ("vid", core.IA5String)]


class _Certificates(core.SequenceOf):  # type: ignore[misc]
    _child_spec = core.OctetString


class _Property(core.Sequence):  # type: ignore[misc]
    _fields = [
        ("type", core.Integer), ("name", core.UTF8String), ("cert_list_type", core.Integer),
        ("cert_list", _Certificates), ("create_date", core.GeneralizedTime), ("valid_start", core.GeneralizedTime),
        ("valid_end", core.GeneralizedTime),
    ]


class _Picture(core.Sequence):  # type: ignore[misc]
    _fields = [("type", core.IA5String), ("data", core.OctetString), ("width", core.Integer), ("height", core.Integer)]


class _Extension(core.Sequence):  # type: ignore[misc]
    _fields = [
        ("id", core.ObjectIdentifier), ("critical", core.Boolean, {"default": False}), ("value", core.OctetString),
    ]


class _Extensions(core.SequenceOf):  # type: ignore[misc]
    _child_spec = _Extension


class SealInfo(core.Sequence):  # type: ignore[misc]
    """SES_SealInfo: what the maker of the seal signs."""

    _fields = [
        ("header", _Header), ("es_id", core.IA5String), ("property", _Property), ("picture", _Picture),
        ("ext_datas", _Extensions, {"explicit": 0, "optional": True}),
    ]


class ESeal(core.Sequence):  # type: ignore[misc]
    """SESeal: the seal, with its maker's certificate and signature."""

    _fields = [
        ("info", SealInfo), ("cert", core.OctetString), ("sign_alg_id", core.ObjectIdentifier),
        ("signed_value", core.OctetBitString),
    ]


class ToSign(core.Sequence):  # type: ignore[misc]
    """TBS_Sign: what the seal signs: itself, when, the digest of the list of parts, and where that list stands."""

    _fields = [
        ("version", core.Integer), ("eseal", ESeal), ("time_info", core.GeneralizedTime),
        ("data_hash", core.OctetBitString), ("property_info", core.IA5String),
        ("ext_datas", _Extensions, {"explicit": 0, "optional": True}),
    ]


class SealSignature(core.Sequence):  # type: ignore[misc]
    """SES_Signature: the content of SignedValue.dat."""

    _fields = [
        ("to_sign", ToSign), ("cert", core.OctetString), ("signature_alg_id", core.ObjectIdentifier),
        ("signature", core.OctetBitString), ("time_stamp", core.OctetBitString, {"explicit": 0, "optional": True}),
    ]


def sm3(content: bytes) -> bytes:
    digest = Hash(SM3())
    digest.update(content)
    return digest.finalize()


def make(
    *, code: str, title: str, certificate: bytes, picture: bytes, side: int, span: tuple[datetime, datetime],
    maker: tuple[bytes, bytes], maker_name: str,
) -> bytes:
    """An electronic seal in DER: ``picture`` is a PNG, ``side`` its millimetres, ``maker`` whose key signs the seal."""
    start, end = (moment.replace(microsecond=0) for moment in span)
    told: dict[str, Any] = {
        "header": {"id": "ES", "version": VERSION, "vid": maker_name}, "es_id": code,
        "property": {
            "type": OFFICIAL, "name": title, "cert_list_type": CERTIFICATES, "cert_list": [certificate],
            "create_date": start, "valid_start": start, "valid_end": end,
        },
        "picture": {"type": "png", "data": picture, "width": side, "height": side},
    }
    info = SealInfo(told)
    key, shown = maker
    signed = sm2.sign(key, info.dump())
    made = ESeal({"info": info, "cert": shown, "sign_alg_id": SM2_WITH_SM3, "signed_value": signed})
    return bytes(made.dump())


def sign(eseal: bytes, key: bytes, certificate: bytes, listed: bytes, place: str, at: datetime) -> bytes:
    """Seal ``listed``, the list of a file's parts that stands at ``place`` (签章): the bytes of SignedValue.dat."""
    told = ToSign({
        "version": VERSION, "eseal": ESeal.load(eseal), "time_info": at.replace(microsecond=0),
        "data_hash": sm3(listed), "property_info": place,
    })
    signature = sm2.sign(key, told.dump())
    made = SealSignature({
        "to_sign": told, "cert": certificate, "signature_alg_id": SM2_WITH_SM3, "signature": signature,
    })
    return bytes(made.dump())
