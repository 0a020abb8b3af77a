"""Wires to message gateways: one base class, one real protocol, any number of cities."""

from __future__ import annotations

import http.client
import json
import urllib.request
from typing import Protocol

PATIENCE = 5.0  # seconds


class GatewayDown(Exception):
    """The gateway did not take the message; it may be tried again."""


class Gateway(Protocol):
    """What a city's SMS gateway must be able to do."""

    def send(self, key: str, phone: str, text: str) -> str:
        """Hand over one message; the same ``key`` is sent once. Returns the gateway's receipt; raises `GatewayDown`."""


class HttpGateway:
    """A gateway spoken to over HTTP: POST /send with an Idempotency-Key, JSON in and out."""

    def __init__(self, url: str, timeout: float | None = None) -> None:
        self.url, self.timeout = url.rstrip("/"), timeout or PATIENCE

    def send(self, key: str, phone: str, text: str) -> str:
        body = json.dumps({"to": phone, "text": text}).encode()
        request = urllib.request.Request(  # noqa: S310  the operator chose the address
            f"{self.url}/send", data=body, headers={"Content-Type": "application/json", "Idempotency-Key": key}
        )
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
                said = json.loads(answer.read(65536))
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise GatewayDown(str(error)[:200]) from None
        if not isinstance(said, dict) or said.get("key") != key or not said.get("receipt"):
            raise GatewayDown("the gateway's answer is not about this message")
        return str(said["receipt"])
