"""A simulated national identity: an OpenID provider of its own process, which can be slow, wrong, unsure or down.

`python -m tongban.registers.entrances.simulator --port 8007 --home var --platform http://127.0.0.1:8000`. Whom it
knows is read from <home>/simulators/people.json, which the demo city writes. POST /mode {"mode": …} changes how it is.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import time
import urllib.request
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tongban.engines import jose
from tongban.kernel import simulating

MODES = {"well": "正常", "slow": "很慢", "down": "停机", "wrong": "签名不符", "stale": "答非所问", "unsure": "未实名"}
SLOW = 8.0  # seconds
CODE, CLIENT = "national", "tongban"
PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport"
content="width=device-width"><title>统一身份认证（模拟）</title><main id="main"><h1>统一身份认证（模拟）</h1>
<p>演示用的认证源，人物均为虚构。选择以谁的身份登录：</p><form method="post"><input type="hidden" name="q" value="{q}">
{people}<p><button name="who" value="">不登录，返回</button></p></form></main></html>"""


@dataclass
class Provider:
    """What it knows and what it has handed out."""

    base: str
    platform: str
    people: Path
    mode: str = "well"
    slow: float = SLOW
    key: dict[str, Any] = field(default_factory=jose.make_key)
    stranger: dict[str, Any] = field(default_factory=jose.make_key)
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    @property
    def back(self) -> str:
        return f"{self.platform}/login/via/{CODE}/back/"

    def known(self) -> dict[str, Any]:
        return json.loads(self.people.read_text("utf-8")) if self.people.exists() else {}

    def description(self) -> dict[str, Any]:
        base = self.base
        return {
            "issuer": base, "authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token",
            "userinfo_endpoint": f"{base}/userinfo", "jwks_uri": f"{base}/keys.json",
            "authorization_response_iss_parameter_supported": True, "response_types_supported": ["code"],
            "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["ES256"],
        }  # fmt: skip

    def take(self, asked: dict[str, str], who: str) -> str:
        """The address somebody goes back with."""
        answer = {"state": asked.get("state", ""), "iss": self.base}
        if who not in self.known():
            return f"{self.back}?{urlencode({'error': 'access_denied', **answer})}"
        code = secrets.token_urlsafe(24)
        self.codes[code] = {**asked, "who": who, "until": time.time() + 60}
        return f"{self.back}?{urlencode({'code': code, **answer})}"

    def give(self, said: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Tokens for a code, to whom can prove that he is our client and began this."""
        kept = self.codes.pop(said.get("code", ""), None)
        if not self._is_client(said.get("client_assertion", "")):
            return 401, {"error": "invalid_client"}
        fits = kept and kept["until"] > time.time() and _challenge(said) == kept["code_challenge"]
        if not kept or not fits or said.get("redirect_uri") != self.back:
            return 400, {"error": "invalid_grant"}
        access, now = secrets.token_urlsafe(24), int(time.time())
        self.tokens[access] = kept["who"]
        claims = {
            "iss": self.base, "sub": f"cn-{kept['who']}", "aud": CLIENT, "iat": now, "exp": now + 300,
            "auth_time": now, "nonce": "another" if self.mode == "stale" else kept.get("nonce", ""),
            "acr": "stated" if self.mode == "unsure" else self.known()[kept["who"]]["acr"], "amr": ["face"],
            "at_hash": jose.half_hash(access),
        }  # fmt: skip
        signed = jose.sign(claims, {**self.stranger, "kid": self.key["kid"]} if self.mode == "wrong" else self.key)
        return 200, {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def about(self, header: str) -> tuple[int, dict[str, Any]]:
        who = self.tokens.get(header.removeprefix("Bearer "))
        if who is None:
            return 401, {"error": "invalid_token"}
        row = self.known()[who]
        return 200, {"sub": f"cn-{who}", "name": row["name"], "id_number": row["id_number"]}

    def _is_client(self, text: str) -> bool:
        try:
            with urllib.request.urlopen(f"{self.platform}/login/via/{CODE}/keys.json", timeout=5) as answer:  # noqa: S310
                keys = jose.check_keys(json.load(answer), ["ES256"])
            said = jose.read(text, keys, ["ES256"])
        except (OSError, ValueError, jose.BadStatement):
            return False
        fresh = said.get("exp", 0) > time.time() and said.get("jti") not in self.seen
        self.seen.add(str(said.get("jti")))
        return fresh and said.get("iss") == CLIENT == said.get("sub") and said.get("aud") == f"{self.base}/token"


class Handler(simulating.Answering):
    """The protocol."""

    provider: Provider

    def do_GET(self) -> None:
        path, one = urlsplit(self.path).path, self.provider
        if self._is_away():
            return None
        if path == "/.well-known/openid-configuration":
            return self.say(200, one.description())
        if path == "/keys.json":
            return self.say(200, {"keys": [jose.public(one.key)]})
        if path == "/userinfo":
            return self.say(*one.about(self.headers.get("Authorization", "")))
        if path == "/authorize":
            return self._choose(urlsplit(self.path).query)
        return self.say(404, {"error": "not found"})

    def do_POST(self) -> None:
        body = self.body().decode()
        if self.path == "/mode":
            mode = json.loads(body or "{}").get("mode")
            if mode not in MODES:
                return self.say(400, {"error": "no such mode"})
            self.provider.mode = mode
            return self.say(200, {"mode": mode})
        if self._is_away():
            return None
        said = {name: values[0] for name, values in parse_qs(body).items()}
        if self.path == "/token":
            return self.say(*self.provider.give(said))
        if self.path.startswith("/authorize"):
            asked = {name: values[0] for name, values in parse_qs(said.get("q", "")).items()}
            return self.say(303, "", simulating.TEXT, Location=self.provider.take(asked, said.get("who", "")))
        return self.say(404, {"error": "not found"})

    def _is_away(self) -> bool:
        if self.provider.mode == "down":
            self.say(503, {"error": "down"})
            return True
        if self.provider.mode == "slow":
            time.sleep(self.provider.slow)
        return False

    def _choose(self, query: str) -> None:
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        if asked.get("client_id") != CLIENT or asked.get("redirect_uri") != self.provider.back:
            return self.say(400, "client_id or redirect_uri", simulating.TEXT)
        people = "".join(
            f'<p><button name="who" value="{html.escape(key)}">{html.escape(row["name"])}</button></p>'
            for key, row in self.provider.known().items()
        )
        return self.say(200, PAGE.format(q=html.escape(query), people=people), simulating.HTML)


def _challenge(said: dict[str, str]) -> str:
    digest = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def serve(port: int, provider: Provider) -> ThreadingHTTPServer:
    """A server ready for ``serve_forever``."""
    return simulating.listening(port, Handler, provider=provider)


def main() -> None:
    chosen = simulating.arguments(__doc__, platform=True, modes=MODES).parse_args()
    base, people = f"http://{simulating.HERE}:{chosen.port}", chosen.home / "simulators" / "people.json"
    serve(chosen.port, Provider(base, chosen.platform, people, chosen.mode)).serve_forever()


if __name__ == "__main__":
    main()
