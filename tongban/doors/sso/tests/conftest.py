"""An independent relying party, on Authlib: it knows us by our address and our published description only."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from requests.adapters import BaseAdapter

from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.sso import actions
from tongban.registers.sso.kinds import PartySpec

BACK = "https://fire.lanting.example/callback"
KEY = ECKey.generate_key("P-256", {"kid": "fire-1"}, private=True)
SPEC = PartySpec(
    code="fire-safety", title="消防业务系统", department="fire-rescue",
    purpose="办理消防技术服务业务需要确认您的身份。",
    serves=("person", "official"), redirects=(BACK,), items=("profile", "name", "id_number", "phone", "post"),
    keys=json.dumps({"keys": [KEY.as_dict(private=False)]}), after_logout=("https://fire.lanting.example/bye",),
    level=2,
)  # fmt: skip


class Wire(BaseAdapter):
    """Carries requests of the relying party to the pages under test: no session, no cookie."""

    def send(self, request: Any, **kwargs: Any) -> requests.Response:
        parts = urlsplit(request.url)
        headers = {name: value for name, value in request.headers.items() if name not in ("Content-Length", "Cookie")}
        answer = Client(raise_request_exception=False).generic(
            request.method, parts.path + (f"?{parts.query}" if parts.query else ""), request.body or b"",
            request.headers.get("Content-Type", ""), headers=headers,
        )  # fmt: skip
        found = requests.Response()
        found.status_code, found._content, found.url = answer.status_code, answer.content, request.url
        found.headers.update(answer.headers)
        return found

    def close(self) -> None:
        """Nothing is held."""


class RelyingParty(OAuth2Session):
    """Reads our description and does what it says; checks ID tokens by itself."""

    def __init__(self, client_id: str = "fire-safety", key: Any = KEY, redirect: str = BACK, **more: Any) -> None:
        super().__init__(
            client_id, key, token_endpoint_auth_method="private_key_jwt", redirect_uri=redirect,
            code_challenge_method="S256", **more,
        )  # fmt: skip
        self.mount(settings.TONGBAN.base_url, Wire())
        described = f"{settings.TONGBAN.base_url}/.well-known/openid-configuration"
        self.told = self.get(described, withhold_token=True).json()
        signed = PrivateKeyJWT(self.told["token_endpoint"], headers={"kid": key.kid}, alg="ES256")
        self.register_client_auth_method(signed)

    def ask(self, scope: str = "openid profile", verifier: str = "v" * 43, **more: Any) -> str:
        """The path under which a browser is sent to us."""
        url, self.sent = self.create_authorization_url(
            self.told["authorization_endpoint"], scope=scope, code_verifier=verifier, nonce="n-1", **more
        )
        return url.removeprefix(settings.TONGBAN.base_url)

    def exchange(self, back: str, verifier: str = "v" * 43) -> Any:
        return self.fetch_token(
            self.told["token_endpoint"], authorization_response=back, code_verifier=verifier, state=self.sent
        )

    def exchange_again(self, back: str) -> Any:
        """Exchange a code whose request this session did not send."""
        return self.fetch_token(self.told["token_endpoint"], authorization_response=back, code_verifier="v" * 43)

    def push(self, scope: str, **more: Any) -> str:
        """Hand the request over beforehand; returns the name it was given."""
        path = self.ask(scope, **more)
        said = [(k, v) for k, v in parse_qsl(urlsplit(path).query) if k != "client_id"]
        where = self.told["pushed_authorization_request_endpoint"]
        answer = self.post(where, data=dict(said), withhold_token=True, auth=self.client_auth("private_key_jwt"))
        assert answer.status_code == 201, answer.text
        return str(answer.json()["request_uri"])

    def statement(self, token: Any, nonce: str = "n-1") -> Any:
        """The ID token, checked against our published keys."""
        keys = KeySet.import_key_set(self.get(self.told["jwks_uri"], withhold_token=True).json())
        read = jwt.decode(token["id_token"], keys, algorithms=self.told["id_token_signing_alg_values_supported"])
        claims = CodeIDToken(
            read.claims, read.header, {"iss": {"essential": True, "value": self.told["issuer"]}},
            {"nonce": nonce, "client_id": self.client_id, "access_token": token["access_token"]},
        )  # fmt: skip
        claims.validate(leeway=2)
        return claims

    def userinfo(self) -> Any:
        return self.get(self.told["userinfo_endpoint"])


@pytest.fixture
def party(town: None) -> Any:
    return actions.register(Actor.system(), SPEC, new=True)


@pytest.fixture
def rp(party: Any) -> RelyingParty:
    return RelyingParty()


def browser(account: str = "linwan") -> Client:
    """Somebody who is signed in, with a sitting of his own."""
    client = Client()
    if account:
        client.post(f"/demo/roles/{account}/")
    return client


def account_of(name: str) -> Any:
    return identity.account_by_name(name)


def follow(client: Client, path: str) -> Any:
    """Walks on as a browser does, through pages that go on by themselves, to the first that asks or leads out."""
    answer: Any = client.get(path)
    for _ in range(9):
        to = answer.headers.get("Refresh", "").partition("url=")[2] or answer.headers.get("Location", "")
        if not to.startswith("/"):
            break
        answer = client.get(to)
    return answer


def agree(client: Client, path: str, answer: str = "all", **more: Any) -> Any:
    """Answers the question of consent and walks on."""
    query = path.partition("?")[2]
    asked = client.post("/sso/consent/", {"q": query, "answer": answer, **more})
    assert asked.status_code == 303, asked.content.decode()[:500]
    return follow(client, asked["Location"])
