"""What the room of single sign-on promises: who lets systems in, and that the other side hears that a visit is over."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from tongban.engines import jose
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.identity import queries as people
from tongban.registers.ledger.models import FactRow
from tongban.registers.signin import actions as signin
from tongban.registers.sso import actions, queries
from tongban.registers.sso.errors import BadParty
from tongban.registers.sso.jobs import tell_due
from tongban.registers.sso.kinds import Asked, How, PartySpec
from tongban.registers.sso.models import Visit

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system()
OURS = jose.make_key()
KEYS = json.dumps({"keys": [jose.public(OURS)]})
SPEC = PartySpec(
    "fire", "消防业务系统", "fire-rescue", "办理业务需要确认身份", ("official",),
    ("https://fire.example/back",), ("post",), KEYS,
)  # fmt: skip


class Ear(BaseHTTPRequestHandler):
    """A system's address for logout tokens."""

    heard: list[str]
    status: int

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.heard.append(parse_qs(body)["logout_token"][0])
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def ear() -> Iterator[type[Ear]]:
    bound = type("Bound", (Ear,), {"heard": [], "status": 200})
    server = HTTPServer(("127.0.0.1", 0), bound)
    bound.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield bound
    server.shutdown()
    server.server_close()


@pytest.fixture
def who(town: None) -> tuple[Actor, Any]:
    account = people.account_by_name("LT0201")
    assert account is not None
    return people.actor_for(account, door="portal"), account


def visited(who: tuple[Actor, Any], **more: Any) -> Any:
    """A sitting, a party, a consent, and a visit."""
    actions.register(SYSTEM, replace(SPEC, **more), new=True)
    sitting, _ = signin.begin(*who, "session", agent="", address="")
    asked = Asked("fire", SPEC.redirects[0], ("post",), "c" * 43)
    actions.consent(who[0], who[1].pk, asked, ("post",))
    actions.enter(who[0], who[1].pk, asked, How(2, ("pwd",), 1, str(sitting.pk)))
    return sitting


def test_the_other_system_hears_that_the_sitting_is_over(who: Any, ear: Any) -> None:
    sitting = visited(who, back_channel=f"http://127.0.0.1:{ear.port}/out", private_ok=True)
    assert actions.end_sitting(sitting.pk) == 1
    assert actions.end_sitting(sitting.pk) == 0
    (visit,) = queries.visits_to_tell()
    assert actions.tell_of_end(visit)
    said = jose.read(ear.heard[0], queries.keys(), ["ES256"], typ="logout+jwt")
    assert (said["aud"], said["sid"]) == ("fire", visit)
    assert "http://schemas.openid.net/event/backchannel-logout" in said["events"]
    assert "nonce" not in said
    assert (queries.visits_to_tell(), actions.tell_of_end(visit)) == ([], False)


def test_a_system_that_does_not_answer_is_told_again_later(who: Any, ear: Any) -> None:
    ear.status = 503
    sitting = visited(who, back_channel=f"http://127.0.0.1:{ear.port}/out", private_ok=True)
    actions.end_sitting(sitting.pk)
    visit = Visit.objects.get()
    assert not actions.tell_of_end(visit.pk)
    later = Visit.objects.get()
    assert later.tell_at > visit.tell_at
    assert tell_due() == 0  # not yet
    for tries in range(1, 8):
        Visit.objects.update(tell_at=visit.tell_at)
        actions.tell_of_end(visit.pk)
        assert Visit.objects.get().tries == tries + 1
    assert Visit.objects.get().tell_at is None
    assert FactRow.objects.filter(kind="sso.PartyTold").count() == 1


def test_only_the_administrator_lets_systems_in(who: Any) -> None:
    proven = who[0].with_proof()
    for verb in (
        lambda: actions.register(proven, SPEC, new=True),
        lambda: actions.switch(proven, "fire", on=False, reason="x"),
        lambda: actions.rotate_keys(proven),
    ):
        with pytest.raises(NotAllowed):
            verb()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "Fire!"), ("title", ""), ("purpose", "x"), ("department", "nowhere"),
        ("serves", ("nobody", "official")),
        ("items", ("id_number",)), ("level", 7), ("redirects", ()), ("redirects", ("http://fire.example/back",)),
        ("redirects", ("https://fire.example/back#x",)), ("redirects", ("https://a@fire.example/",)),
        ("redirects", ("https://*.fire.example/",)), ("redirects", ("javascript:alert(1)",)),
        ("after_logout", ("//evil.example",)), ("back_channel", "http://10.0.0.1/"), ("front_channel", "x"),
        ("keys", "{}"), ("keys", "[" * 5000), ("keys", json.dumps(OURS)),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_by_its_field(who: Any, field: str, value: Any) -> None:
    with pytest.raises(BadParty) as refused:
        actions.register(SYSTEM, replace(SPEC, **{field: value}), new=True)
    assert [one["field"] for one in refused.value.details["problems"]] == [field]


def test_nobody_gives_or_takes_back_anothers_consent(who: Any) -> None:
    visited(who)
    grant = queries.grant_of(who[1].pk, "fire")
    assert grant is not None
    other = Actor("official", "01a21c48-0000-7000-8000-000000000000", "别人")
    with pytest.raises(NotAllowed):
        actions.consent(other, who[1].pk, Asked("fire", SPEC.redirects[0], (), "c" * 43), ())
    with pytest.raises(Exception, match="没有找到这项授权"):
        actions.withdraw(other, grant.pk)
