"""Files lie sealed: read whole or in part, and noticed when they were touched, cut or exchanged."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from tongban.kernel import datakeys, storage

SIZES = [0, 1, storage.PIECE - 1, storage.PIECE, storage.PIECE + 1, 3 * storage.PIECE]


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.TONGBAN = replace(settings.TONGBAN, home=tmp_path)
    datakeys.remember_nothing()
    yield tmp_path
    datakeys.remember_nothing()


def place(home: Path, sha: str) -> Path:
    return home / "files" / sha[:2] / sha


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("cipher", ["aes", "sm4"])
def test_what_is_kept_comes_back_whole_and_in_parts(settings: Any, home: Path, size: int, cipher: str) -> None:
    settings.TONGBAN = replace(settings.TONGBAN, cipher=cipher)
    plain = os.urandom(size)
    sha = storage.keep(plain)
    assert storage.read(sha) == plain
    with storage.open_file(sha) as file:
        assert file.seek(0, os.SEEK_END) == size
        file.seek(size // 2)
        assert file.read(100) == plain[size // 2 :][:100]
    lies = place(home, sha).read_bytes()
    assert size < 16 or plain[:16] not in lies
    assert not list((home / "quarantine").iterdir())


def test_a_file_touched_cut_or_exchanged_is_not_read(home: Path) -> None:
    one, other = storage.keep(b"a" * 3 * storage.PIECE), storage.keep(b"b" * 10)
    whole = place(home, one).read_bytes()
    piece = storage.PIECE + storage.MORE
    for lies in (
        whole[:-1] + bytes([whole[-1] ^ 1]), whole[: storage.HEAD + piece], place(home, other).read_bytes(),
        whole[: storage.HEAD] + whole[storage.HEAD + piece :],
    ):  # fmt: skip
        place(home, one).write_bytes(lies)
        with pytest.raises(InvalidTag):
            storage.read(one)


def test_what_lay_plain_is_read_and_sealed_afterwards_and_public_lists_stay(home: Path) -> None:
    lists = storage.admit(storage.receive([b"list"], 10), public=True)
    old = storage.admit(storage.receive([b"paper"], 10), public=True)
    assert storage.read(old) == b"paper"
    assert list(storage.seal_plain(frozenset([lists]))) == [old]
    assert list(storage.seal_plain(frozenset([lists]))) == []
    assert (storage.read(old), b"paper" in place(home, old).read_bytes()) == (b"paper", False)
    assert storage.path_of(lists).read_bytes() == b"list"
    with pytest.raises(FileNotFoundError):
        storage.path_of(old)


def test_a_list_is_found_by_its_path_though_the_same_bytes_were_sealed_before(home: Path) -> None:
    sha = storage.keep(b"list")
    with storage.open_file(sha) as reading:
        assert storage.keep(b"list", public=True) == sha
        assert reading.read() == b"list"
    assert storage.path_of(sha).read_bytes() == b"list"
    assert storage.keep(b"list") == sha
    assert (storage.path_of(sha).read_bytes(), storage.read(sha)) == (b"list", b"list")
    assert not list((home / "quarantine").iterdir())
