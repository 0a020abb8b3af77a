"""The demo's pages: everybody one may be, the levers, and that none of it exists elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tongban.doors.demo import roles
from tongban.doors.demo.stops import STOPS
from tongban.doors.demo.views import clock
from tongban.kernel import shift, time
from tongban.registers.identity import queries as identity
from tongban.watch.messages import simulator


@pytest.fixture
def client(lanting: None) -> Client:
    return Client()


PAGES = ["", "walk/", "sms/", "wire/", "sources/", "clock/", "peek/", "anew/", "roles/linwan/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_anybody(client: Client, path: str) -> None:
    assert client.get(f"/demo/{path}").status_code == 200


@pytest.mark.parametrize("role", roles.everybody(), ids=lambda role: role.key)
def test_one_click_makes_you_anybody_and_opens_his_day(client: Client, role: roles.Role) -> None:
    answer = client.post(f"/demo/roles/{role.key}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, role.home)
    account = identity.account_by_name(role.account)
    assert account is not None
    assert client.session["_auth_user_id"] == str(account.pk)


def test_whose_account_was_ended_is_said_so_and_the_city_is_not_called_unloaded(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "account_by_name", lambda name: SimpleNamespace(is_active=False))
    answer = client.get("/demo/roles/lishifan/").content.decode()
    assert "李示范的账号已经在管理后台停用" in answer
    assert "没有载入" not in answer


def test_becoming_somebody_else_forgets_the_one_before(client: Client) -> None:
    client.post("/demo/roles/linwan/")
    client.session["behalf"] = "organisation/x"
    before = client.session.session_key
    client.post("/demo/roles/zhouji/")
    assert client.session.session_key != before
    assert "behalf" not in client.session


def test_looking_at_a_role_signs_nobody_in(client: Client) -> None:
    client.get("/demo/roles/linwan/")
    assert "_auth_user_id" not in client.session


def test_signing_in_needs_the_form_of_this_site(lanting: None) -> None:
    assert Client(enforce_csrf_checks=True).post("/demo/roles/linwan/").status_code == 403


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_a_role_never_leads_off_the_site(client: Client, to: str) -> None:
    assert client.post("/demo/roles/linwan/", {"next": to}).headers["Location"] == roles.role("linwan").home


def test_an_unknown_role_is_not_found(client: Client) -> None:
    assert client.post("/demo/roles/nobody/").status_code == 404


def test_every_stop_of_the_walk_leads_to_somebody_who_exists(client: Client) -> None:
    assert len(STOPS) == 8
    for stop in STOPS:
        assert stop.ways
        for key, to in stop.ways:
            assert roles.role(key)
            assert to.startswith("/")


def test_roles_run_side_by_side_on_hosts_of_their_own(client: Client) -> None:
    html = client.get("/demo/", HTTP_HOST="127.0.0.1:8000", SERVER_PORT="8000").content.decode()
    assert 'href="http://linwan.localhost:8000/demo/roles/linwan/"' in html
    assert client.get("/demo/", HTTP_HOST="linwan.localhost").status_code == 200


@pytest.mark.django_db
def test_the_clock_stops_at_nine_on_the_next_working_day(lanting: None) -> None:
    friday = datetime(2026, 11, 27, 15, 0, tzinfo=time.SHANGHAI)
    with time.held(friday.astimezone(UTC)):
        arrived = friday + timedelta(seconds=clock.seconds_to_morning(1))
    assert (arrived.date().isoformat(), arrived.hour, arrived.minute) == ("2026-11-30", 9, 0)


def test_moving_the_clock_is_kept_and_undone(client: Client) -> None:
    client.post("/demo/clock/", {"to": "hour"})
    client.post("/demo/clock/", {"to": "hour"})
    assert shift.shifted() == timedelta(hours=2)
    client.post("/demo/clock/", {"to": "now"})
    assert shift.shifted() == timedelta()
    client.post("/demo/clock/", {"to": "nonsense"})
    assert shift.shifted() == timedelta()


def test_the_clock_never_goes_where_nobody_has_a_calendar(client: Client) -> None:
    with pytest.raises(shift.TooFar):
        shift.move(10 * 366 * 86400)
    with pytest.raises(shift.TooFar):
        shift.move(-1)


def test_the_peek_shows_what_just_happened(client: Client) -> None:
    html = client.get("/demo/peek/").content.decode()
    assert html.count("<tr>") > 1


@pytest.fixture
def gateway(tmp_path: Path, settings: Any) -> Iterator[Any]:
    server = simulator.serve(0, tmp_path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    settings.TONGBAN = replace(django_settings.TONGBAN, sms_url=url)
    yield server.RequestHandlerClass.inbox  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


def test_the_inbox_shows_what_phones_received(client: Client, gateway: Any) -> None:
    gateway.take("k1", "12000000001", "【澜汀市一网通办】您的申请已收到。<b>")
    html = client.get("/demo/sms/").content.decode()
    assert "您的申请已收到。&lt;b&gt;" in html
    assert "12000000001" in html


def test_the_gateway_is_told_how_to_behave(client: Client, gateway: Any) -> None:
    client.post("/demo/sms/mode/", {"mode": "down"})
    assert gateway.mode == "down"
    client.post("/demo/sms/mode/", {"mode": "on fire"})
    assert gateway.mode == "down"


def test_a_dead_gateway_is_told_in_words(client: Client, settings: Any) -> None:
    settings.TONGBAN = replace(django_settings.TONGBAN, sms_url="http://127.0.0.1:9")
    assert "短信网关没有回答" in client.get("/demo/sms/").content.decode()


def test_beginning_anew_asks_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    monkeypatch.setattr(shift, "begin_anew", lambda: begun.append(1))
    assert "请先勾选" in client.post("/demo/anew/").content.decode()
    assert begun == []
    answer = client.post("/demo/anew/", {"sure": "yes"})
    assert (answer.status_code, begun) == (302, [1])


def test_the_progress_needs_no_database(settings: Any, tmp_path: Path) -> None:
    settings.TONGBAN = replace(django_settings.TONGBAN, home=tmp_path)
    with shift._locked():  # type: ignore[union-attr]
        shift._tell(shift.Progress("running", "居民", 3, 8))
        html = Client().get("/demo/anew/").content.decode()
    assert "正在载入：居民" in html


def test_a_beginning_that_broke_off_is_told(settings: Any, tmp_path: Path) -> None:
    settings.TONGBAN = replace(django_settings.TONGBAN, home=tmp_path)
    shift._tell(shift.Progress("running", "居民", 3, 8))
    assert shift.progress().state == "failed"


def test_one_beginning_at_a_time(settings: Any, tmp_path: Path) -> None:
    settings.TONGBAN = replace(django_settings.TONGBAN, home=tmp_path)
    with shift._locked(), pytest.raises(shift.Busy):  # type: ignore[union-attr]
        shift.begin_anew()


def test_outside_demo_mode_there_are_no_levers(settings: Any, db: None) -> None:
    settings.TONGBAN = replace(django_settings.TONGBAN, demo=False)
    for lever in (shift.shifted, shift.back_to_now, shift.begin_anew, shift.progress, lambda: shift.move(1)):
        with pytest.raises(shift.NotInDemo):
            lever()


def test_each_group_of_the_board_stands_once() -> None:
    groups = [group for group, _ in roles.grouped()]
    assert len(groups) == len(set(groups))
    assert sum(len(people) for _, people in roles.grouped()) == len(roles.everybody())
