"""The simulated timestamp authority (时间戳): a process that speaks RFC 3161, and can be slow, wrong or down.

`python -m tongban.registers.seals.simulator --port 8005 --home var`: POST / takes a timestamp query, POST /mode
{"mode": …} changes how it behaves. Its certificate comes from the demonstration authority and says so.
"""

from __future__ import annotations

import json
import os
import time
from http.server import ThreadingHTTPServer
from typing import Any

from asn1crypto import keys, pem, tsp, x509
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tongban.kernel import simulating

MODES = ("well", "slow", "down", "garbage", "wrong")
SLOW = 8.0  # seconds


def clock() -> DummyTimeStamper:
    """What answers queries, with a key and a certificate of this run."""
    from tongban.registers.seals import authority

    private_key, certificate = authority.issue_clock()
    chain = [x509.Certificate.load(der) for _, _, der in pem.unarmor(certificate.encode(), multiple=True)]
    _, _, der = pem.unarmor(private_key.encode())
    return DummyTimeStamper(
        chain[0], keys.PrivateKeyInfo.load(der), certs_to_embed=SimpleCertificateStore.from_certs(chain[1:])
    )


class Handler(simulating.Answering):
    """The protocol (RFC 3161 section 3.4)."""

    clock: DummyTimeStamper
    state: dict[str, Any]

    def do_POST(self) -> None:
        body = self.body()
        if self.path == "/mode":
            mode = json.loads(body or b"{}").get("mode")
            self.state["mode"] = mode if mode in MODES else self.state["mode"]
            return self.say(200, self.state)
        return self._query(body)

    def _query(self, body: bytes) -> None:
        mode = self.state["mode"]
        self.state["asked"] += 1
        if mode == "down":
            return self.say(503, "down", simulating.TEXT)
        if mode == "slow":
            time.sleep(self.state["slow"])
        if mode == "garbage":
            return self.say(200, "<p>maintenance</p>", simulating.HTML)
        if self.headers.get("Content-Type") != "application/timestamp-query":
            return self.say(415, "application/timestamp-query wanted", simulating.TEXT)
        try:
            query = tsp.TimeStampReq.load(body, strict=True)
            if mode == "wrong":  # the time of something else
                query["message_imprint"]["hashed_message"] = bytes(32)
            answer = self.clock.request_tsa_response(query).dump()
        except (ValueError, KeyError, TypeError):
            return self.say(400, "not a timestamp query", simulating.TEXT)
        return self.say(200, answer, "application/timestamp-reply")


def serve(port: int, slow: float = SLOW) -> ThreadingHTTPServer:
    """A server ready for ``serve_forever``; its ``state`` says and sets how it behaves."""
    state = {"mode": "well", "asked": 0, "slow": slow}
    server = simulating.listening(port, Handler, clock=clock(), state=state)
    server.state = state  # type: ignore[attr-defined]
    return server


def main() -> None:
    said = simulating.arguments(__doc__, port=8005).parse_args()
    os.environ["TONGBAN_HOME"] = str(said.home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.site.settings")
    serve(said.port).serve_forever()


if __name__ == "__main__":
    main()
