"""Both sides show a certificate (双向 TLS): whom a wire trusts and what it shows of itself, as files per endpoint.

In `TONGBAN_WIRE_TLS/<code>/`: `client.pem` (certificate, then its chain) with `client.key`, and `ca.pem` when the
department's own certificate is not from a public authority. Read anew for every message, so a renewed certificate needs
no restart. A wire whose certificate does not do waits for whoever mends it, up to three days; no message is given up.
"""

from __future__ import annotations

import ssl
from pathlib import Path

from cryptography import x509
from django.conf import settings

from tongban.kernel import time

CERTIFICATE, KEY, AUTHORITY = "client.pem", "client.key", "ca.pem"
ALERTS = ("CERTIFICATE", "UNKNOWN_CA", "HANDSHAKE_FAILURE", "ACCESS_DENIED", "DECRYPT_ERROR")


class BadFiles(Exception):
    """These files make no certificate to show; the sentence says which one, and what to do."""


def folder(code: str) -> Path:
    """Where the certificate of an endpoint lies."""
    return Path(settings.TONGBAN.wire_tls) / code


def context(place: Path) -> ssl.SSLContext:
    """How to speak TLS on this wire; raises `BadFiles`. Without any file: the public authorities, no certificate."""
    certificate, key, authority = place / CERTIFICATE, place / KEY, place / AUTHORITY
    try:
        made = ssl.create_default_context(cafile=str(authority) if authority.exists() else None)
    except (OSError, ValueError):
        raise BadFiles(f"{authority} 不是可用的 CA 证书，请放入 PEM 格式的 CA 证书。") from None
    if not certificate.exists() and not key.exists():
        return made
    for path in (certificate, key):
        if not path.is_file():
            raise BadFiles(f"缺少 {path}：客户端证书和私钥应同时放置。")
    _require_valid(certificate)
    try:
        # An encrypted key would ask on the terminal, where nobody sits.
        made.load_cert_chain(certificate, key, password=lambda: b"")
    except (OSError, ValueError):
        fault = "与证书不配套，或者加了口令、读不了"
        raise BadFiles(f"{key} {fault}：请换成与 {CERTIFICATE} 配套、不加口令的私钥。") from None
    return made


def refused(error: OSError, place: Path) -> str:
    """What a failed handshake means, for whoever keeps the wire; empty when it is not about certificates."""
    if isinstance(error, ssl.SSLCertVerificationError):
        next_step = f"请核对地址，或把对方的 CA 证书放到 {place / AUTHORITY}。"
        return f"对方的证书不可信（{error.verify_message}）：{next_step}"[:200]
    if not isinstance(error, ssl.SSLError) or not any(word in (error.reason or "") for word in ALERTS):
        return ""
    if (place / CERTIFICATE).exists():
        return f"对方不接受我们的客户端证书（{error.reason}）：请向对方核对签发机构、有效期和登记的证书。"
    return f"对方要求客户端证书：请把证书和私钥放到 {place} 下的 {CERTIFICATE}、{KEY}。"[:200]


def _require_valid(path: Path) -> None:
    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError):
        raise BadFiles(f"{path} 不是 PEM 格式的证书。") from None
    present = time.now()
    if not found.not_valid_before_utc <= present <= found.not_valid_after_utc:
        span = f"{time.local(found.not_valid_before_utc):%Y-%m-%d} 至 {time.local(found.not_valid_after_utc):%Y-%m-%d}"
        raise BadFiles(f"{path} 不在有效期内（{span}）：请换上新证书。")
