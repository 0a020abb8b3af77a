"""What every answer carries, also where no page is: files, the live stream, what is refused at the threshold."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from tests.security.source import ROOT, sources, texts
from tongban.doors.parts import audience, headers, live, pace, papers, sittings
from tongban.doors.parts.middleware import Headers, Methods
from tongban.doors.parts.views.telling import security_txt
from tongban.engines.tables.outward import MEDIA
from tongban.kernel import storage
from tongban.kernel.actor import Actor
from tongban.site import asgi, health, serve

ask = RequestFactory()


def stream(method: str, query: bytes = b"", path: str = "/live/", to: Any = live.application) -> dict[str, str]:
    """The head of what asyncio answers."""
    said: list[Any] = []

    async def send(message: Any) -> None:
        said.append(message)

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": []}
    asyncio.run(to(scope, receive, send))
    return {name.decode(): value.decode() for name, value in said[0]["headers"]}


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
def test_a_page_knows_three_methods_and_an_interface_never_traces(method: str) -> None:
    reached = Methods(lambda request: HttpResponse("reached"))
    assert reached(ask.generic(method, "/login/")).status_code == 405
    expected = 405 if method in Methods.NOWHERE else 200
    assert reached(ask.generic(method, "/api/v1/items")).status_code == expected
    assert {reached(ask.generic(known, "/login/")).status_code for known in Methods.ON_PAGES} == {200}


def test_every_page_is_told_what_it_may_load_and_who_may_frame_it() -> None:
    answer = Headers(lambda request: HttpResponse("x"))(ask.get("/"))
    policy = answer["Content-Security-Policy"].split("; ")
    nothing, ours = ("object-src", "base-uri", "frame-ancestors"), ("default-src", "script-src", "form-action")
    assert {*(f"{one} 'none'" for one in nothing), *(f"{one} 'self'" for one in ours)} <= set(policy)
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_a_static_file_is_no_page_and_framed_by_nobody() -> None:
    assert settings.WHITENOISE_ADD_HEADERS_FUNCTION is headers.on_file
    said: dict[str, str] = {}
    headers.on_file(said, "x.svg", "/static/x.svg")
    assert "frame-ancestors 'none'" in said["Content-Security-Policy"]
    assert "default-src 'none'" in said["Content-Security-Policy"]


def test_the_live_stream_and_the_threshold_carry_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SECURE_HSTS_SECONDS", 31_536_000)
    monkeypatch.setattr(settings, "SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
    threshold = stream("GET", path="/else/", to=asgi.live), stream("GET", b"\xff", "/", asgi.application)
    for said in (stream("POST"), *threshold):
        assert said["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in said["content-security-policy"]
        assert said["strict-transport-security"] == "max-age=31536000; includeSubDomains"


def test_a_kept_file_is_named_by_us_runs_nothing_and_stays_in_no_browser() -> None:
    digest = storage.keep(b"<script>alert(1)</script>", public=True)
    answer: Any = papers.stored(ask.get("/"), digest, 'a"b\r\nSet-Cookie: x=1;/..\\.html', "text/html")
    assert answer["Content-Security-Policy"].endswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    name = answer["Content-Disposition"]
    assert name.startswith("inline; filename=\"paper\"; filename*=UTF-8''")
    assert not set(name.partition("''")[2]) & set("\"\r\n;/\\ ")
    answer.file_to_stream.close()


def test_what_is_written_in_letters_says_in_which() -> None:
    assert MEDIA["xml"].endswith("charset=utf-8")
    assert settings.WHITENOISE_MIMETYPES[".svg"].endswith("charset=utf-8")
    said = [
        (path, one.split('"')[0]) for path, text in sources().items() if "/demo/" not in path
        for one in text.split('content_type="')[1:]
    ]  # fmt: skip
    assert len(said) > 8
    bare = [one for one in said if one[1].startswith("text/") or one[1].endswith(("/xml", "+xml"))]
    assert [one for one in bare if "charset" not in one[1]] == []


def test_whence_somebody_calls_is_what_our_own_proxy_said_last(monkeypatch: pytest.MonkeyPatch) -> None:
    forged = ask.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.0.0.9", REMOTE_ADDR="127.0.0.1")
    assert sittings.address_of(forged) == "127.0.0.1"  # nobody stands before the demo
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, demo=False))
    assert sittings.address_of(forged) == "10.0.0.9"


def test_figures_are_for_who_holds_the_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, demo=False, metrics_token="word"))
    assert health.metrics(ask.get("/metrics")).status_code == 404
    assert health.metrics(ask.get("/metrics", HTTP_AUTHORIZATION="Bearer wor")).status_code == 404
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, demo=False, metrics_token=""))
    assert health.metrics(ask.get("/metrics", HTTP_AUTHORIZATION="Bearer ")).status_code == 404


def test_whoever_found_a_weakness_is_told_where_to_turn() -> None:
    lines = dict(line.split(": ", 1) for line in security_txt(ask.get("/")).content.decode().splitlines())
    assert lines["Contact"].startswith(("https://", "http://127.0.0.1", "mailto:", "tel:"))
    assert lines["Expires"].endswith("Z")


def test_web_sockets_are_not_spoken() -> None:
    for interface in ("asgi", "wsgi"):
        assert "--no-ws" in serve._granian(settings.TONGBAN, interface, "x:y", 1, 1)


def test_no_other_origin_is_let_in() -> None:
    said = [path for name in ("*.py", "*.html") for path, text in texts(name).items() if "Access-Control-" in text]
    assert said == []
    assert "Access-Control" not in (ROOT / "deploy" / "nginx.conf").read_text()


def test_whoever_consents_reads_to_whom_what_why_and_how_to_take_it_back() -> None:
    page = texts("*.html")["doors/sso/templates/sso/consent.html"]
    for wanted in ("party.title", "party.department.name", "party.purpose", "item.title", "这个选择会记住", "收回"):
        assert wanted in page


def test_who_writes_faster_than_people_do_is_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, demo=False))
    monkeypatch.setattr(pace, "ones", pace.Meter(2))
    monkeypatch.setattr(pace, "addresses", pace.Meter(3))
    guard = pace.Pace(lambda request: HttpResponse())

    def told(who: Actor, view: Any, method: str = "POST") -> list[int]:
        request: Any = ask.generic(method, "/my/", HTTP_ACCEPT="application/json")
        request.actor = who
        answers = [guard.process_view(request, view, (), {}) for _ in range(4)]
        assert all(int(one["Retry-After"]) > 0 for one in answers if one is not None)
        return [one.status_code for one in answers if one is not None]

    person, page = Actor("person", "p-1", "林晚"), audience.for_everybody(lambda request: HttpResponse())
    wire = audience.declared(audience.WIRE)(lambda request: HttpResponse())
    assert told(person, page, "GET") == []
    assert told(person, wire) == []
    assert told(person, page) == [429, 429]
    assert told(Actor.nobody("portal"), page) == [429]
