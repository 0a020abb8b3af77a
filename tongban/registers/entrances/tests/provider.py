"""An OpenID provider that we did not write: Authlib's server, its grants and its checks, behind a real connection."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from authlib.common.security import generate_token
from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from joserfc.jwk import RSAKey

WHERE = "https://provider.example"  # Authlib answers nobody who comes without TLS
KEY = RSAKey.generate_key(2048, {"kid": "p-1", "use": "sig"}, private=True)


class Client(ClientMixin):
    """Us, as the provider was told of us."""

    def __init__(self, redirect: str, keys: Any) -> None:
        self.client_id, self.redirect, self.keys = "tongban-at-city", redirect, keys

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return self.redirect

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.redirect

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in ("private_key_jwt", "client_assertion_jwt")  # Authlib's own word for it

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


class Code(SimpleNamespace):
    """An authorisation code as Authlib wants it."""

    def get_redirect_uri(self) -> str:
        return str(self.redirect_uri)

    def get_scope(self) -> str:
        return str(self.scope)

    def get_nonce(self) -> str:
        return str(self.nonce)

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> str:
        return "eidas:substantial"

    def get_amr(self) -> list[str]:
        return ["face"]


def assertion(provider: Any) -> Any:
    """How it knows its clients."""

    class Assertion(JWTBearerClientAssertion):
        def validate_jti(self, claims: Any, jti: str) -> bool:
            return bool(jti)

        def get_audiences(self) -> list[str]:
            return [f"{provider.base}/token"]

        def resolve_client_public_key(self, client: Any) -> Any:
            return client.keys

    return Assertion()


def grant(provider: Any) -> Any:
    """How it gives and takes codes."""

    class Grant(AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ["private_key_jwt"]

        def save_authorization_code(self, code: str, request: Any) -> None:
            said = request.payload.data
            provider.codes[code] = Code(
                code=code, redirect_uri=said["redirect_uri"], scope=said["scope"], nonce=said["nonce"],
                code_challenge=said["code_challenge"], code_challenge_method=said["code_challenge_method"],
            )  # fmt: skip

        def query_authorization_code(self, code: str, client: Any) -> Any:
            return provider.codes.get(code)

        def delete_authorization_code(self, code: Any) -> None:
            provider.codes.pop(code.code)

        def authenticate_user(self, code: Any) -> Any:
            return provider.person

    return Grant


def statement(provider: Any) -> Any:
    """What it signs about somebody."""

    class Statement(OpenIDCode):
        def exists_nonce(self, nonce: str, request: Any) -> bool:
            return False

        def get_client_algorithm(self, client: Any) -> str:
            return "RS256"

        def resolve_client_private_key(self, client: Any) -> Any:
            return KEY

        def get_encode_header(self, client: Any) -> dict[str, Any]:
            return {"alg": "RS256", "kid": "p-1"}

        def get_client_claims(self, client: Any) -> dict[str, Any]:
            return {"iss": provider.base, "aud": [client.client_id]}

        def generate_user_info(self, user: Any, scope: str) -> UserInfo:
            return UserInfo(sub=user["sub"])

    return Statement(require_nonce=True)


class Provider(AuthorizationServer):
    """One provider with one client and one person, who is always signed in."""

    def __init__(self, person: dict[str, str]) -> None:
        super().__init__(["openid", "profile"])
        self.person, self.codes, self.tokens, self.client = person, {}, {}, None  # type: ignore[var-annotated]
        self.base = ""
        self.register_token_generator("default", self.make_token)

    def make_token(self, **more: Any) -> dict[str, Any]:
        return {"access_token": generate_token(40), "token_type": "Bearer", "expires_in": 300, "scope": more["scope"]}

    def ready(self, client: Client) -> None:
        self.client = client
        self.register_client_auth_method("private_key_jwt", assertion(self))
        self.register_grant(grant(self), [statement(self), CodeChallenge(required=True)])

    def query_client(self, client_id: str) -> Any:
        return self.client if self.client and client_id == self.client.client_id else None

    def save_token(self, token: Any, request: Any) -> None:
        self.tokens[token["access_token"]] = request.user

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def create_oauth2_request(self, request: Any) -> OAuth2Request:
        made = OAuth2Request(request.method, request.uri, headers=request.headers)
        made._body = request.form  # what a framework would parse
        made.payload = BasicOAuth2Payload({**dict(parse_qsl(urlsplit(request.uri).query)), **(request.form or {})})
        return made

    def handle_response(self, status: int, body: Any, headers: Any) -> Any:
        return status, body, dict(headers)

    def description(self) -> dict[str, Any]:
        base = self.base
        return {
            "issuer": base, "authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token",
            "userinfo_endpoint": f"{base}/userinfo", "jwks_uri": f"{base}/jwks",
        }  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        path, one = urlsplit(self.path).path, self.provider
        if path == "/authorize":
            asked = SimpleNamespace(method="GET", uri=WHERE + self.path, headers=self.headers, form=None)
            grant = one.get_consent_grant(asked, end_user=one.person)
            return self.say(*one.create_authorization_response(asked, grant_user=one.person, grant=grant))
        if path == "/userinfo":
            person = one.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
            return self.say(200 if person else 401, person or {}, {})
        told = {"/.well-known/openid-configuration": one.description(), "/jwks": {"keys": [KEY.as_dict(private=False)]}}
        return self.say(200 if path in told else 404, told.get(path, {}), {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        asked = SimpleNamespace(method="POST", uri=WHERE + self.path, headers=self.headers, form=form)
        self.say(*self.provider.create_token_response(asked))

    def say(self, status: int, body: Any, headers: dict[str, str]) -> None:
        text = json.dumps(body or {}).encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Type": "application/json", "Content-Length": str(len(text))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@contextmanager
def standing(person: dict[str, str]) -> Iterator[Provider]:
    """The provider, answering on a port of its own."""
    provider = Provider(person)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"provider": provider}))
    provider.base = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
