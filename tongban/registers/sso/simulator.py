"""A simulated department's system with single sign-on: a process of its own that people enter from the platform.

`python -m tongban.registers.sso.simulator --port 8008 --home var --platform http://127.0.0.1:8000`. It reads the
platform's description, keeps its private key in <home>/simulators/, and forgets whom it is told has left.
"""

from __future__ import annotations

import base64
import hashlib
import html
import http.client
import json
import secrets
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tongban.engines import jose
from tongban.kernel import simulating

CODE, TITLE = "fire-business", "消防业务系统（模拟）"
COOKIE = "fire_session"
ASSERTED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
WORDS = {
    "name": "姓名", "id_number": "证件号码", "phone_number": "手机号码", "staff_number": "工号",
    "sub": "在本系统的编号",
}  # fmt: skip
PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport"
content="width=device-width"><title>{title}</title><main id="main"><h1>{title}</h1>{body}</main></html>"""


def key(home: Path) -> dict[str, Any]:
    """The system's private key, which the demo city made when it let the system in."""
    return json.loads(simulating.awaited(home / "simulators" / f"{CODE}.jwk"))  # type: ignore[no-any-return]


@dataclass
class System:
    """What it remembers: whom it sent away with which question, and who is in."""

    base: str
    platform: str
    key: dict[str, Any]
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    inside: dict[str, dict[str, Any]] = field(default_factory=dict)

    def send_there(self) -> tuple[str, str]:
        """The address of the platform, and the session that waits for the answer."""
        session, told = secrets.token_urlsafe(16), self.told()
        kept = {name: secrets.token_urlsafe(36) for name in ("state", "nonce", "verifier")}
        self.asked[session] = kept
        digest = hashlib.sha256(kept["verifier"].encode()).digest()
        said = {
            "response_type": "code", "client_id": CODE, "redirect_uri": f"{self.base}/callback",
            "scope": "openid profile name phone post", "state": kept["state"], "nonce": kept["nonce"],
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), "code_challenge_method": "S256",
        }  # fmt: skip
        return f"{told['authorization_endpoint']}?{urlencode(said)}", session

    def come_back(self, session: str, said: dict[str, str]) -> str:
        """Let in who came with an answer to our own question; returns what is wrong, or ""."""
        kept, told = self.asked.pop(session, None), self.told()
        if kept is None or said.get("state") != kept["state"] or said.get("iss") != told["issuer"]:
            return "这次登录不是从这里开始的。"
        if "code" not in said:
            return "您没有同意登录。"
        now, where = int(time.time()), told["token_endpoint"]
        claims = {"iss": CODE, "sub": CODE, "aud": where, "iat": now, "exp": now + 60, "jti": secrets.token_urlsafe(16)}
        tokens = self._ask(where, urlencode({
            "grant_type": "authorization_code", "code": said["code"], "redirect_uri": f"{self.base}/callback",
            "code_verifier": kept["verifier"], "client_assertion_type": ASSERTED,
            "client_assertion": jose.sign(claims, self.key),
        }))  # fmt: skip
        who = jose.read(tokens["id_token"], self.keys(), ["ES256"], typ="JWT")
        if (who["iss"], who["aud"], who["nonce"]) != (told["issuer"], CODE, kept["nonce"]) or who["exp"] < now:
            return "签名声明不正确。"
        about = self._ask(told["userinfo_endpoint"], bearer=tokens["access_token"])
        if about["sub"] != who["sub"]:
            return "签名声明不正确。"
        self.inside[session] = {**about, "sid": who["sid"], "acr": who["acr"]}
        return ""

    def leave(self, token: str) -> None:
        """Forget whom the platform says has left (back-channel logout)."""
        said = jose.read(token, self.keys(), ["ES256"], typ="logout+jwt")
        if said["aud"] == CODE and said["exp"] > time.time():
            for session in [name for name, one in self.inside.items() if one["sid"] == said["sid"]]:
                del self.inside[session]

    def told(self) -> dict[str, Any]:
        return self._ask(f"{self.platform}/.well-known/openid-configuration")

    def keys(self) -> list[dict[str, Any]]:
        return jose.check_keys(self._ask(self.told()["jwks_uri"]), ["ES256"])

    def _ask(self, where: str, form: str = "", bearer: str = "") -> dict[str, Any]:
        parts = urlsplit(where)
        link = http.client.HTTPConnection(parts.netloc, timeout=10)
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            link.request("POST" if form else "GET", parts.path, form or None, headers)
            answer = link.getresponse()
            said = json.load(answer)
        finally:
            link.close()
        if answer.status != 200:
            raise ValueError(f"{parts.path}: {answer.status}")
        return said  # type: ignore[no-any-return]


class Handler(simulating.Answering):
    """Its pages: who is in, in, back, and the address where it hears that somebody left."""

    system: System

    def do_GET(self) -> None:
        path, session = urlsplit(self.path), self._session()
        if path.path == "/login":
            to, session = self.system.send_there()
            return self._show(303, "", Location=to, Set_Cookie=f"{COOKIE}={session}; HttpOnly; SameSite=Lax")
        if path.path == "/callback":
            said = {name: values[0] for name, values in parse_qs(path.query).items()}
            try:
                wrong = self.system.come_back(session, said)
            except (OSError, ValueError, KeyError, jose.BadStatement):
                wrong = "统一认证没有回答，或者回答不正确。"
            if not wrong:
                return self._show(303, "", Location="/")
            return self._show(400, f'<p>{wrong}</p><p><a href="/login">重新登录</a></p>')
        return self._show(200, self._home(self.system.inside.get(session)))

    def do_POST(self) -> None:
        body = self.body().decode()
        try:
            self.system.leave(parse_qs(body).get("logout_token", [""])[0])
        except (OSError, ValueError, KeyError, jose.BadStatement):
            return self._show(400, "")
        return self._show(200, "")

    def _home(self, who: dict[str, Any] | None) -> str:
        if who is None:
            return '<p>演示用的部门系统，没有自己的账号。</p><p><a href="/login">用一网通办账号登录</a></p>'
        known = "".join(
            f"<dt>{word}</dt><dd>{html.escape(str(who[name]))}</dd>" for name, word in WORDS.items() if name in who
        )
        back = urlencode({"client_id": CODE, "post_logout_redirect_uri": f"{self.system.base}/"})
        away = html.escape(f"{self.system.platform}/sso/logout/?{back}")
        return f'<p>您已登录，没有再输入密码。本系统只知道：</p><dl>{known}</dl><p><a href="{away}">退出</a></p>'

    def _session(self) -> str:
        found = SimpleCookie(self.headers.get("Cookie", "")).get(COOKIE)
        return found.value if found else ""

    def _show(self, status: int, body: str, **headers: str) -> None:
        self.say(status, PAGE.format(title=TITLE, body=body), simulating.HTML, Cache_Control="no-store", **headers)


def serve(port: int, system: System) -> ThreadingHTTPServer:
    """A server ready for ``serve_forever``."""
    return simulating.listening(port, Handler, system=system)


def main() -> None:
    chosen = simulating.arguments(__doc__, platform=True).parse_args()
    base = f"http://127.0.0.1:{chosen.port}"
    serve(chosen.port, System(base, chosen.platform, key(chosen.home))).serve_forever()


if __name__ == "__main__":
    main()
