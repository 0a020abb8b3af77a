"""Keys that a vault wraps, over a real connection: the disk alone opens nothing; a silent vault loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tongban.kernel import crypto, datakeys, signing_keys, storage, vault, vault_simulator

SECRET = b"a secret of thirty-two bytes ...."


@pytest.fixture
def safe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    server = vault_simulator.serve(0, tmp_path / "token")
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    chosen = replace(
        settings.TONGBAN, home=tmp_path, vault=f"http://127.0.0.1:{server.server_address[1]}",
        vault_token_file=str(tmp_path / "token"),
    )  # fmt: skip
    monkeypatch.setattr(settings, "TONGBAN", chosen)
    monkeypatch.setattr(vault, "PATIENCE", 5.0)
    monkeypatch.setattr(signing_keys, "_read", {})
    datakeys.remember_nothing()
    yield server.RequestHandlerClass.transit  # type: ignore[attr-defined]
    datakeys.remember_nothing()
    server.shutdown()
    server.server_close()


def key_files() -> list[bytes]:
    return [path.read_bytes() for path in (Path(settings.TONGBAN.home) / "keys").iterdir()]


def test_what_is_wrapped_opens_for_its_purpose_and_untouched_only(safe: Any) -> None:
    text = vault.wrapped(SECRET, "key of person/1")
    assert text.startswith("vault:v1:")
    assert vault.opened(text, "key of person/1") == SECRET
    for wrong, purpose in ((text, "key of person/2"), (text[:-6] + "AAAA==", "key of person/1"), ("vault:v9:AAAA", "")):
        with pytest.raises(vault.VaultSilent):
            vault.opened(wrong, purpose)


def test_former_versions_open_and_the_newest_wraps(safe: Any) -> None:
    text = vault.wrapped(SECRET, "x")
    assert datakeys.change_city_key() == datakeys.wrapping() == "vault v2"
    assert vault.wrapped(SECRET, "x").startswith("vault:v2:")
    assert vault.opened(text, "x") == SECRET


def test_no_key_lies_open_beside_the_database(safe: Any) -> None:
    kept = storage.keep(b"a paper")
    made = [crypto.key("index"), crypto.key("codes")]
    signing_keys.announce("codes")
    signer = signing_keys.signer("codes")
    held = key_files()
    assert len(held) == 4
    assert all(one.startswith(b"vault:v1:") for one in held)
    assert not any(secret in one for secret in made for one in held)
    datakeys.remember_nothing()
    assert (storage.read(kept), crypto.key("index")) == (b"a paper", made[0])
    assert signing_keys.signer("codes").private_bytes_raw() == signer.private_bytes_raw() == made[1]


@pytest.mark.parametrize("mode", ["down", "slow", "wrong", "token"])
def test_while_the_vault_gives_no_sense_nothing_opens_nothing_is_made_and_afterwards_all_is_there(
    safe: Any, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_simulator, "SLOW", 0.5)
    index, before, token = crypto.key("index"), key_files(), safe.token
    monkeypatch.setattr(vault, "PATIENCE", 0.1 if mode == "slow" else 5.0)
    safe.mode, safe.token = (mode, token) if mode != "token" else ("ok", "another")
    datakeys.remember_nothing()
    for asked in (lambda: crypto.key("index"), lambda: crypto.key("new"), vault.version):
        with pytest.raises(vault.VaultSilent) as said:
            asked()
        assert said.value.status == 503
    assert key_files() == before
    safe.mode, safe.token = "ok", token
    monkeypatch.setattr(vault, "PATIENCE", 5.0)
    assert crypto.key("index") == index


def test_keys_move_into_the_vault_and_out_again_and_stay_the_same(safe: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = settings.TONGBAN
    outside = replace(inside, vault_wraps=False)
    monkeypatch.setattr(settings, "TONGBAN", outside)
    kept, index = storage.keep(b"a paper"), crypto.key("index")
    for chosen, wrapped in ((inside, True), (inside, True), (outside, False)):
        monkeypatch.setattr(settings, "TONGBAN", chosen)
        datakeys.rewrap_files()
        datakeys.remember_nothing()
        assert all(one.startswith(b"vault:") is wrapped for one in key_files() if b"aes:city" not in one)
        assert (storage.read(kept), crypto.key("index")) == (b"a paper", index)
    modes = {path.stat().st_mode & 0o777 for path in (Path(outside.home) / "keys").glob("*.key")}
    assert modes == {0o600}
