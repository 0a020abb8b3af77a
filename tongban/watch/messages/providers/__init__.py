"""Wires to message gateways: one base class, one real protocol, any number of cities."""

from __future__ import annotations

import json
from typing import Protocol

from tongban.kernel import outbound, webhook

PATIENCE = 5.0  # seconds


class GatewayDown(Exception):
    """The gateway did not take the message; it may be tried again."""


class Gateway(Protocol):
    """What a city's SMS gateway must be able to do."""

    def send(self, key: str, phone: str, text: str) -> str:
        """Hand over one message; the same ``key`` is sent once. Returns the gateway's receipt; raises `GatewayDown`."""


class HttpGateway:
    """A gateway spoken to over HTTP: POST /send with an Idempotency-Key, JSON in and out.

    With a ``secret`` ("whsec_…") every request is signed as Standard Webhooks have it: the gateway knows who sends.
    """

    def __init__(self, url: str, timeout: float | None = None, *, secret: str = "") -> None:
        self.url, self.timeout, self.secrets = url.rstrip("/"), timeout or PATIENCE, [secret] if secret else []

    def send(self, key: str, phone: str, text: str) -> str:
        body = json.dumps({"to": phone, "text": text}).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        if self.secrets:
            headers |= webhook.headers(self.secrets, key, body)
        try:  # the operator chose the address; where the gateway itself sends us, we do not follow
            status, answer = outbound.post(f"{self.url}/send", body, headers, total=self.timeout, private_ok=True)
            said = json.loads(answer) if status < 300 else None
        except (outbound.NoAnswer, outbound.NotThere, ValueError) as error:
            raise GatewayDown(str(error)[:200]) from None
        if status >= 300:
            raise GatewayDown(f"status {status}")
        if not isinstance(said, dict) or said.get("key") != key or not said.get("receipt"):
            raise GatewayDown("the gateway's answer is not about this message")
        return str(said["receipt"])
