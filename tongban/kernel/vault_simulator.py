"""A simulated vault: a process of its own that speaks Vault's transit API and can be slow, down (sealed) or wrong.

`python -m tongban.kernel.vault_simulator --port 8012 --token-file var/vault.token`: it makes a token, writes it there,
and keeps its keys in memory only: what it wrapped is lost with it. POST /mode {"mode": "ok|slow|down|wrong"}.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from base64 import b64decode, b64encode
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tongban.kernel import simulating

SLOW = 8.0  # seconds
MODES = ("ok", "slow", "down", "wrong")


class Transit:
    """One key with its versions."""

    def __init__(self) -> None:
        self.versions, self.mode, self.token = [os.urandom(32)], "ok", f"hvs.{secrets.token_urlsafe(24)}"

    def encrypt(self, said: dict[str, Any]) -> dict[str, Any]:
        nonce, newest = os.urandom(12), len(self.versions)
        blob = nonce + AESGCM(self.versions[-1]).encrypt(nonce, b64decode(said["plaintext"]), _more(said))
        return {"ciphertext": f"vault:v{newest}:{b64encode(blob).decode()}", "key_version": newest}

    def decrypt(self, said: dict[str, Any]) -> dict[str, Any]:
        _, version, text = said["ciphertext"].split(":")
        blob = b64decode(text)
        plain = AESGCM(self.versions[int(version[1:]) - 1]).decrypt(blob[:12], blob[12:], _more(said))
        return {"plaintext": b64encode(plain).decode()}


def _more(said: dict[str, Any]) -> bytes:
    return b64decode(said.get("associated_data", ""))


class Handler(simulating.Answering):
    """The protocol."""

    transit: Transit

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        said = json.loads(self.body() or b"{}")
        if self.path == "/mode":
            self.transit.mode = said.get("mode") if said.get("mode") in MODES else self.transit.mode
            return self.say(200, {"mode": self.transit.mode})
        return self._answer(said)

    def _answer(self, said: dict[str, Any] | None) -> None:
        transit = self.transit
        if transit.mode == "slow":
            time.sleep(SLOW)
        if transit.mode == "down":
            return self.say(503, {"errors": ["Vault is sealed"]})
        if transit.mode == "wrong":
            return self.say(200, {"data": {"ciphertext": "?", "plaintext": 7, "latest_version": "?"}})
        if not secrets.compare_digest(self.headers.get("X-Vault-Token", ""), transit.token):
            return self.say(403, {"errors": ["permission denied"]})
        return self._do(self.path.removeprefix("/v1/transit/").split("/"), said)

    def _do(self, path: list[str], said: dict[str, Any] | None) -> None:
        try:
            if said is None and path[0] == "keys":
                return self.say(200, {"data": {"latest_version": len(self.transit.versions)}})
            if said is not None and path[0] == "keys" and path[2:] == ["rotate"]:
                self.transit.versions.append(os.urandom(32))
                return self.say(204, b"")
            verb = {"encrypt": self.transit.encrypt, "decrypt": self.transit.decrypt}[path[0]]
            return self.say(200, {"data": verb(said or {})})
        except (KeyError, IndexError, ValueError, InvalidTag):
            return self.say(400, {"errors": ["invalid ciphertext or request"]})


def serve(port: int, token_file: Path) -> ThreadingHTTPServer:
    """A server ready for ``serve_forever``; the token it takes lies in ``token_file``."""
    transit = Transit()
    token_file.touch(mode=0o600)
    token_file.write_text(transit.token)
    return simulating.listening(port, Handler, transit=transit)


if __name__ == "__main__":
    parser = simulating.arguments(__doc__)
    parser.add_argument("--token-file", type=Path, required=True)
    chosen = parser.parse_args()
    serve(chosen.port, chosen.token_file).serve_forever()
