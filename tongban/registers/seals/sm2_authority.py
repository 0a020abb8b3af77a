"""The demonstration authority for SM2 (国密演示机构): a root, a maker of electronic seals, certificates for seals.

By the system's libcrypto, as `kernel.sm2`. Its names say that nothing of it is legally valid; a city's seals come from
its seal service (国家政务服务平台统一电子印章系统) and a licensed CA.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from asn1crypto import core, pem, x509
from asn1crypto.keys import PublicKeyInfo
from django.conf import settings

from tongban.kernel import crypto, sm2, time
from tongban.registers.seals.authority import YEARS
from tongban.registers.seals.eseal import SM2_WITH_SM3

ROOT, MAKER = "通办演示国密根证书（不具有法律效力）", "通办演示制章（不具有法律效力）"


def issue(title: str, public: bytes) -> tuple[bytes, bytes]:
    """A certificate in DER for a seal's public key, and that of the root."""
    root_key, root, _, _ = _office()
    return _certificate(title, public, ROOT, root_key, signs=False), root


def maker() -> tuple[bytes, bytes]:
    """Key and certificate of whoever makes electronic seals."""
    _, _, key, certificate = _office()
    return key, certificate


def span() -> tuple[datetime, datetime]:
    """From when until when what is issued now counts."""
    return time.now() - YEARS / 10, time.now() + YEARS


def _office() -> tuple[bytes, bytes, bytes, bytes]:
    return _opened(str(Path(settings.TONGBAN.home) / "keys" / "demo-root-sm2.pem"))


@lru_cache(maxsize=8)
def _opened(name: str) -> tuple[bytes, bytes, bytes, bytes]:
    """Root and maker, each key and certificate, made at first use."""
    path = Path(name)
    if not path.exists():
        root_key, maker_key = sm2.make(), sm2.make()
        root = _certificate(ROOT, sm2.public(root_key), ROOT, root_key, signs=True)
        made = _certificate(MAKER, sm2.public(maker_key), ROOT, root_key, signs=False)
        pairs = ((root_key, root), (maker_key, made))
        blocks = [pem.armor("EC PRIVATE KEY", key) + pem.armor("CERTIFICATE", shown) for key, shown in pairs]
        crypto.put_once(path, b"".join(blocks))
    root_key, root, maker_key, made = (der for _, _, der in pem.unarmor(path.read_bytes(), multiple=True))
    return root_key, root, maker_key, made


def _certificate(title: str, public: bytes, issuer: str, issuer_key: bytes, *, signs: bool) -> bytes:
    start, end = (moment.replace(microsecond=0) for moment in span())
    usage = {"key_cert_sign", "crl_sign"} if signs else {"digital_signature", "non_repudiation"}
    told = x509.TbsCertificate({
        "version": "v3", "serial_number": secrets.randbits(120), "signature": {"algorithm": SM2_WITH_SM3},
        "issuer": _name(issuer), "validity": {"not_before": _time(start), "not_after": _time(end)},
        "subject": _name(title), "subject_public_key_info": PublicKeyInfo.load(public),
        "extensions": [
            {"extn_id": "basic_constraints", "critical": True, "extn_value": {"ca": signs}},
            {"extn_id": "key_usage", "critical": True, "extn_value": usage},
        ],
    })
    signed = core.OctetBitString(sm2.sign(issuer_key, told.dump()))
    whole = x509.Certificate(
        {"tbs_certificate": told, "signature_algorithm": {"algorithm": SM2_WITH_SM3}, "signature_value": signed}
    )
    return bytes(whole.dump())


def _name(title: str) -> x509.Name:
    return x509.Name.build({"country_name": "CN", "common_name": title[:64]})


def _time(moment: datetime) -> x509.Time:
    kind = "utc_time" if moment.year < 2050 else "general_time"
    return x509.Time(name=kind, value=(core.UTCTime if kind == "utc_time" else core.GeneralizedTime)(moment))
