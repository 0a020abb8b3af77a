"""A vault that keeps the wrapping key (密钥保险箱): keys are wrapped in it, and what wraps them never leaves it.

It is spoken to as HashiCorp Vault's transit engine is (also OpenBao, and gateways of HSM 密码机 that speak so):
POST <address>/v1/transit/encrypt/<key>, …/decrypt/<key>, …/keys/<key>/rotate, GET …/keys/<key>; the key is of a kind
that binds associated data (aes256-gcm96, the default). The token lies in a file that the vault's agent renews.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from django.conf import settings

from tongban.kernel import outbound
from tongban.kernel.errors import Refusal

PATIENCE = 5.0  # seconds
MARK = "vault:v"


class VaultSilent(Refusal):
    """Nothing sealed can be opened while the vault does not answer."""

    code = "vault-silent"
    status = 503
    sentence = "现在打不开加密保存的资料，这一步没有办理。"
    next_step = "您填写的内容没有丢失，请过几分钟再试一次；着急的话可以到窗口办理。"


def wraps() -> bool:
    """Whether keys are wrapped by the vault from now on."""
    return bool(settings.TONGBAN.vault) and settings.TONGBAN.vault_wraps


def wrapped(plain: bytes, purpose: str) -> str:
    """``plain`` as "vault:v<number>:…"; opens for the same ``purpose`` only. Raises `VaultSilent`."""
    said = _ask("encrypt", {"plaintext": _text(plain), "associated_data": _text(purpose.encode())})
    found = said.get("ciphertext")
    if not isinstance(found, str) or not found.startswith(MARK):
        raise VaultSilent
    return found


def opened(text: str, purpose: str) -> bytes:
    """What was wrapped. Raises `VaultSilent`; also where it was touched or is another's."""
    said = _ask("decrypt", {"ciphertext": text, "associated_data": _text(purpose.encode())})
    try:
        return b64decode(said["plaintext"], validate=True)
    except (KeyError, TypeError, ValueError):
        raise VaultSilent from None


def rotate() -> None:
    """The vault makes a new version of its key and wraps with it; former ones still open."""
    _ask("keys", {}, "/rotate")


def version() -> int:
    """Which version of its key wraps now."""
    newest = _ask("keys", None).get("latest_version")
    if not isinstance(newest, int):
        raise VaultSilent
    return newest


def _ask(verb: str, body: dict[str, str] | None, more: str = "") -> dict[str, Any]:
    chosen = settings.TONGBAN
    address = f"{chosen.vault.rstrip('/')}/v1/transit/{verb}/{chosen.vault_key}{more}"
    try:
        headers = {"X-Vault-Token": Path(chosen.vault_token_file).read_text().strip(), "X-Vault-Request": "true"}
        if body is None:
            status, text = outbound.get(address, headers, total=PATIENCE, private_ok=True)
        else:
            sent = json.dumps(body).encode()
            kinds = headers | {"Content-Type": "application/json"}
            status, text = outbound.post(address, sent, kinds, total=PATIENCE, private_ok=True)
        said = json.loads(text) if text.strip() else {}
        found = said.get("data") or {}
    except (OSError, outbound.NoAnswer, outbound.NotThere, ValueError, AttributeError):
        raise VaultSilent from None
    if status >= 300 or not isinstance(found, dict):
        raise VaultSilent
    return found


def _text(content: bytes) -> str:
    return b64encode(content).decode()
