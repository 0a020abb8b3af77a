"""Settings that would harm citizens refuse to start."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tongban.kernel import webhook
from tongban.site import ground
from tongban.site.config import Config, UnsafeSettings, config


@pytest.fixture
def good() -> Config:
    return replace(
        config(), demo=False, secret_key="x" * 64, allowed_hosts=("zwfw.example.cn",), base_url="https://zwfw.example.cn",
        sms_secret=webhook.new_secret(),
    )


def test_a_careful_installation_may_start(good: Config) -> None:
    good.check()


@pytest.mark.parametrize(
    ("setting", "value", "named"),
    [
        ("secret_key", "", "TONGBAN_SECRET_KEY"),
        ("secret_key", "short", "TONGBAN_SECRET_KEY"),
        ("allowed_hosts", (), "TONGBAN_ALLOWED_HOSTS"),
        ("allowed_hosts", ("*",), "TONGBAN_ALLOWED_HOSTS"),
        ("base_url", "http://zwfw.example.cn", "TONGBAN_BASE_URL"),
    ],
)
def test_a_careless_one_is_told_which_setting_to_mend(good: Config, setting: str, value: object, named: str) -> None:
    with pytest.raises(UnsafeSettings, match=named):
        replace(good, **{setting: value}).check()


def test_the_demo_serves_this_machine_only(good: Config) -> None:
    with pytest.raises(UnsafeSettings, match="演示"):
        replace(good, demo=True, host="0.0.0.0").check()


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    with ground.alone(tmp_path):
        yield tmp_path


def test_a_home_is_served_once(held: Path) -> None:
    assert ground.is_served(held)
    with pytest.raises(ground.Occupied, match="另一个"), ground.alone(held):
        pass


def test_a_port_in_use_is_refused_by_name() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ground.Occupied, match=str(port)):
            ground.require_free("127.0.0.1", port, patience=0)


def test_a_port_that_the_last_house_is_just_leaving_is_waited_for() -> None:
    import socket
    from threading import Timer

    with socket.socket() as leaving:
        leaving.bind(("127.0.0.1", 0))
        leaving.listen()
        port = leaving.getsockname()[1]
        Timer(0.3, leaving.close).start()
        ground.require_free("127.0.0.1", port)


def test_how_the_databases_address_wants_to_be_reached_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from tongban.site import settings

    address = "postgresql://me:word@db.internal:6432/city?sslmode=verify-full&connect_timeout=3"
    monkeypatch.setattr(settings, "TONGBAN", replace(config(), process="", database_url=address))
    found = settings._database()
    assert [found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "city", "me", "word", "db.internal", "6432",
    ]  # fmt: skip
    assert (found["OPTIONS"]["sslmode"], found["OPTIONS"]["connect_timeout"]) == ("verify-full", "3")


def test_a_database_that_fell_silent_is_given_up_within_half_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    from tongban.site import settings

    address = "postgresql://me@db.internal/city"
    monkeypatch.setattr(settings, "TONGBAN", replace(config(), process="", database_url=address))
    options = settings._database()["OPTIONS"]
    idle, interval, count = (int(options[f"keepalives_{name}"]) for name in ("idle", "interval", "count"))
    assert idle + interval * count <= 30
    assert int(options["tcp_user_timeout"]) <= 30_000
