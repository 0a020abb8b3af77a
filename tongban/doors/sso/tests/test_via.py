"""What signing in through another identity promises, with a provider we did not write and with one that misbehaves."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from joserfc.jwk import KeySet

from tongban.doors.sso.tests.conftest import account_of, browser
from tongban.engines import jose
from tongban.engines.codes import fiction
from tongban.kernel.actor import Actor
from tongban.registers.entrances import actions, simulator
from tongban.registers.entrances import queries as entrances
from tongban.registers.entrances.kinds import EntranceSpec
from tongban.registers.entrances.models import Entrance, Link
from tongban.registers.entrances.tests import provider as independent
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as identities
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SYSTEM = Actor.system()
PASSWORD = "qing-feng-2026"
SPEC = EntranceSpec(
    "city", "江城统一认证", "http://127.0.0.1", "tongban-at-city", (("eidas:substantial", 2),), private_ok=True
)  # fmt: skip


def sent_to(client: Client, code: str = "city", to: str = "/my/cases/") -> str:
    """Where the button of this entrance leads."""
    sent: Any = client.post(f"/login/via/{code}/", {"next": to})
    assert sent.status_code == 200, sent.content.decode()[:600]
    return str(sent["Refresh"]).removeprefix("0; url=")


def walk(client: Client, code: str = "city") -> Any:
    """Goes there and comes back, as a browser does."""
    parts = urlsplit(sent_to(client, code))
    link = http.client.HTTPConnection(parts.netloc, timeout=10)
    link.request("GET", f"{parts.path}?{parts.query}")
    to = link.getresponse().headers["Location"]
    link.close()
    return client.get(to.removeprefix(settings.TONGBAN.base_url))


@pytest.fixture
def city() -> Iterator[Any]:
    """The independent provider, vouching for the owner of the noodle shop, who has an account with a password."""
    person = {"sub": "248289761001", "name": "林晚", "id_number": people.number("linwan")}
    with independent.standing(person) as stands:
        actions.set_up(SYSTEM, replace(SPEC, issuer=stands.base))
        back = f"{settings.TONGBAN.base_url}/login/via/city/back/"
        stands.ready(independent.Client(back, KeySet.import_key_set({"keys": entrances.keys("city")})))
        identity.change_password(SYSTEM, account_of("linwan").pk, PASSWORD)
        yield stands


def test_the_first_time_he_proves_his_account_and_then_one_sign_in_is_enough(city: Any) -> None:
    client = Client()
    assert walk(client)["Location"] == "/login/link/"
    assert client.get("/my/cases/").status_code == 302
    wrong: Any = client.post("/login/link/", {"username": "linwan", "password": "guess"})
    assert wrong.status_code >= 400
    done: Any = client.post("/login/link/", {"username": "linwan", "password": PASSWORD})
    assert done["Location"] == "/my/cases/"
    again = Client()
    assert walk(again)["Location"] == "/my/cases/"
    assert again.get("/my/cases/").status_code == 200
    assert again.session["entered"] == {"through": "city", "level": 2, "amr": ["face"]}
    assert "江城统一认证" in again.get("/account/links/").content.decode()
    again.post(f"/account/links/{Link.objects.get().pk}/end/")
    assert walk(Client())["Location"] == "/login/link/"


def test_anothers_account_cannot_be_bound_even_with_its_password(city: Any) -> None:
    identity.change_password(SYSTEM, account_of("henainai").pk, PASSWORD)
    client = Client()
    walk(client)
    answer: Any = client.post("/login/link/", {"username": "henainai", "password": PASSWORD})
    assert answer.status_code == 422
    assert not Link.objects.exists()


def test_who_is_signed_in_binds_his_own_account_without_a_password(city: Any) -> None:
    client = browser()
    assert walk(client)["Location"] == "/my/cases/"
    assert str(Link.objects.get().account_id) == str(account_of("linwan").pk)


def test_somebody_new_is_entered_under_his_verified_number(city: Any) -> None:
    number = fiction.id_number(9001, date(1990, 1, 2), "female")
    city.person.update(sub="new", name="新来人", id_number=number)
    client = Client()
    assert walk(client)["Location"] == "/my/cases/"
    new = identities.known_as("新来人", number)
    assert new is not None
    assert new.level == 2
    assert walk(Client())["Location"] == "/my/cases/"
    assert new.accounts.count() == 1


def test_a_number_under_another_name_is_for_people_to_look_into(city: Any) -> None:
    city.person["name"] = "林碗"
    assert walk(Client()).status_code == 409


def test_an_answer_counts_once_and_only_where_it_was_asked_for(city: Any) -> None:
    client, other = Client(), Client()
    said = dict(one.split("=", 1) for one in urlsplit(sent_to(client)).query.split("&"))
    path = f"/login/via/city/back/?{urlencode({'code': 'x', 'state': said['state']})}"
    assert other.get(path).status_code == 400
    mixed = f"{path}&iss=https%3A%2F%2Fevil.example"
    assert client.get(mixed).status_code == 502
    assert client.get(path).status_code == 400  # the question was answered, rightly or not


def test_an_address_to_go_on_to_is_one_of_ours(city: Any) -> None:
    client = browser()
    sent_to(client, to="https://evil.example/")
    assert client.session["via"]["to"] == ""


def test_a_link_of_another_site_begins_nothing(city: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    page: Any = client.get("/login/via/city/?next=/my/cases/")
    assert (page.status_code, "via" in client.session) == (200, False)
    assert client.post("/login/via/city/").status_code == 403
    assert "Refresh" not in page.headers


@pytest.fixture
def national(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[simulator.Provider]:
    """The simulated national identity, which can misbehave."""
    file = tmp_path / "people.json"
    row = {"name": "禾素芬", "id_number": people.number("henainai"), "acr": "face"}
    file.write_text(json.dumps({"henainai": row}))
    one = simulator.Provider("", settings.TONGBAN.base_url, file, slow=0.6)
    server = simulator.serve(0, one)
    one.base = f"http://127.0.0.1:{server.server_port}"
    spec = EntranceSpec("national", "国家政务服务平台", one.base, "tongban", (("face", 3),), private_ok=True)
    actions.set_up(SYSTEM, spec)
    keys = entrances.keys("national")
    monkeypatch.setattr(one, "_is_client", lambda text: bool(jose.read(text, keys, ["ES256"])))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield one
    server.shutdown()
    server.server_close()


def came(client: Client, one: simulator.Provider) -> Any:
    there = sent_to(client, "national")
    link = http.client.HTTPConnection(one.base.removeprefix("http://"), timeout=10)
    body = urlencode({"q": urlsplit(there).query, "who": "henainai"})
    link.request("POST", "/authorize", body, {"Content-Type": "application/x-www-form-urlencoded"})
    to = link.getresponse().headers["Location"]
    link.close()
    return client.get(to.removeprefix(settings.TONGBAN.base_url))


def test_a_face_seen_there_is_the_highest_level_here(national: simulator.Provider) -> None:
    client = browser("henainai")
    came(client, national)
    assert client.session["entered"]["level"] == 3


@pytest.mark.parametrize(("mode", "status"), [("wrong", 502), ("stale", 502), ("unsure", 403)])
def test_what_does_not_fit_signs_nobody_in(national: simulator.Provider, mode: str, status: int) -> None:
    national.mode = mode
    client = Client()
    assert came(client, national).status_code == status
    assert "_auth_user_id" not in client.session
    assert not Link.objects.exists()


def test_a_description_of_another_issuer_is_not_believed(
    national: simulator.Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {**national.description(), "issuer": "https://evil.example"}
    monkeypatch.setattr(national, "description", lambda: said)
    Entrance.objects.update(known_at=None)
    client = Client()
    assert client.post("/login/via/national/").status_code == 502
    assert "via" not in client.session


def test_an_entrance_that_is_down_or_slow_is_said_so_and_the_password_still_opens(
    national: simulator.Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tongban.registers.entrances.wire.PATIENCE", 0.2)
    for national.mode in ("down", "slow"):
        Entrance.objects.update(known_at=None)
        answer: Any = Client().post("/login/via/national/")
        assert answer.status_code == 503
        assert "暂时没有回答" in answer.content.decode()
    assert Client().get("/login/").status_code == 200
