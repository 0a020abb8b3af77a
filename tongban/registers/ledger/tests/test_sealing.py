"""What sealing promises: every fact is proved, a kill loses nothing, a witness signs only what continues."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tongban.engines.evidence import notes, tree
from tongban.registers.ledger import log, queries, sealing, standing
from tongban.registers.ledger.cosigning import cosign
from tongban.registers.ledger.errors import Damaged, NotWitnessed
from tongban.registers.ledger.tests.test_ledger import CLERK, blank, note
from tongban.registers.ledger.witness import Witness, server

__all__ = ["blank"]


class Killed(BaseException):
    """As if by SIGKILL: nothing behind it runs."""


@pytest.fixture(autouse=True)
def ordered(monkeypatch: Any) -> None:
    """Within a test's one transaction no horizon passes: facts get their places without waiting for it."""
    text = import_module("tongban.registers.ledger.migrations.0001_facts").ORDER
    bare = text.replace("and f.xid < pg_snapshot_xmin(pg_current_snapshot())", "").replace("ledger_order", "order_now")

    def place() -> int:
        with connection.cursor() as cursor:
            cursor.execute(bare.replace("create function", "create or replace function"))
            cursor.execute("select order_now()")
            return int(cursor.fetchone()[0])

    monkeypatch.setattr(sealing, "put_in_order", place)


def place_log(settings: Any, folder: Path) -> None:
    """A log of the test's own, whatever the test city was founded with."""
    settings.TONGBAN = replace(settings.TONGBAN, log_home=folder / "log", seal_home=folder / "seal")


def publish() -> None:
    """Seal everything, and ask whatever witnesses there are."""
    sealing.seal()
    cosign()


def write(count: int, subject: str = "case/1") -> None:
    for number in range(count):
        note(CLERK, subject, str(number))


@pytest.fixture
def watched(blank: None, settings: Any, tmp_path: Path) -> Iterator[Witness]:
    """A real witness over a real connection, which trusts our log."""
    keeper = Witness(tmp_path / "witness", "lanting/witness", [log.signer().verifier])
    http = server(keeper, "127.0.0.1", 0)
    threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
    address = f"{keeper.signer.verifier}@http://127.0.0.1:{http.server_address[1]}"
    settings.TONGBAN = replace(settings.TONGBAN, witnesses=(address,))
    yield keeper
    http.shutdown()
    http.server_close()


def test_a_kill_at_any_write_leaves_a_log_that_goes_on(monkeypatch: Any) -> None:
    write(3)
    sealing.seal()
    whole, step, total = log.Log.write, 0, 1
    while step < total:
        write(1)
        done = 0

        def dying(self: log.Log, name: str, blob: bytes, *, once: bool = True, last: int = step) -> None:
            nonlocal done
            if done == last:
                raise Killed
            done += 1
            whole(self, name, blob, once=once)

        monkeypatch.setattr(log.Log, "write", dying)
        try:
            sealing.seal()
            total = step
        except Killed:
            total = step + 2
        monkeypatch.setattr(log.Log, "write", whole)
        head = sealing.seal()
        assert head.root == log.ours().root(head.size)
        step += 1
    assert step >= 4  # entries, hashes, head, state
    assert queries.verify().sealed == 3 + step


def test_tiles_hold_whatever_number_of_facts_came_at_once() -> None:
    rows = [f"{n}".encode() for n in range(1300)]
    book, size = log.ours(), 0
    for count in (1, 254, 1, 2, 600, 442):
        size = book.add(size, rows[size : size + count])
        leaves = [tree.leaf(one) for one in rows[:size]]
        assert book.root(size) == tree.root(lambda h, i, row=leaves: tree.complete(row[i << h : (i + 1) << h]), size)
    assert (book.folder / "tile/0/004").stat().st_size == 8192
    assert (book.folder / "tile/1/000.p/5").exists()


def test_a_damaged_tile_is_named_and_nothing_more_is_signed() -> None:
    write(3)
    size = sealing.seal().size
    tile = log.ours().folder / "tile/0/000.p/3"
    tile.write_bytes(b"\0" * 96)
    write(1)
    with pytest.raises(Damaged, match="tile"):
        sealing.seal()
    assert log.ours().head().size == size
    assert any("tile" in str(one) for one in queries.breaches())


def test_a_head_is_published_when_the_witness_cosigned_it(watched: Witness) -> None:
    for count in (2, 5, 0):
        write(count)
        head = sealing.seal()
        assert cosign() == []
        shown = log.ours().note("checkpoint")
        assert shown is not None
        assert shown.signed_by(watched.signer.verifier)
        assert notes.Head.of(shown.text) == head
        assert watched.newest(head.origin) == (head.size, head.root)
    assert queries.evidence().level == "ok"


def test_of_seventeen_witnesses_enough_publish_whoever_sleeps_and_too_few_do_not(
    blank: None, settings: Any, tmp_path: Path
) -> None:
    homes = [Witness(tmp_path / str(n), f"district-{n}/witness", [log.signer().verifier]) for n in range(17)]
    awake = [server(one, "127.0.0.1", 0) for one in homes[:12]]
    for one in awake:
        threading.Thread(target=one.serve_forever, args=(0.02,), daemon=True).start()
    ports = [one.server_address[1] for one in awake] + [1] * 5  # nobody listens there
    addresses = tuple(
        f"{one.signer.verifier}@http://127.0.0.1:{port}" for one, port in zip(homes, ports, strict=True)
    )
    twice = (*addresses, addresses[0])  # one name is one witness, however often it is written down
    try:
        for needed, published in ((13, None), (12, 12)):
            settings.TONGBAN = replace(settings.TONGBAN, witnesses=twice, witnesses_needed=needed)
            write(1)
            publish()
            shown = log.ours().note("checkpoint")
            signed = shown and sum(shown.signed_by(one.signer.verifier) is not None for one in homes)
            assert signed == published
    finally:
        for one in awake:
            one.shutdown()
            one.server_close()


def asked(keeper: Witness, old: int, note_text: str, proof: str = "") -> tuple[int, str]:
    found = keeper.add_checkpoint(f"old {old}\n{proof}\n{note_text}".encode())
    return found.status, found.body


def test_the_witness_answers_as_the_protocol_says(watched: Witness) -> None:
    write(2)
    sealing.seal()
    cosign()
    key, book = log.signer(), log.ours()
    good = str(book.note())
    other = notes.Head(key.name, 2, b"x" * 32)
    forged = str(notes.Note(other.text, (key.line(other.text),)))
    longer = notes.Head(key.name, 3, b"y" * 32)
    grown = str(notes.Note(longer.text, (key.line(longer.text),)))
    assert asked(watched, 2, good)[0] == 200
    assert asked(watched, 0, good) == (409, "2\n")
    assert asked(watched, 3, good)[0] == 400
    assert asked(watched, 2, forged) == (409, "2\n")
    assert asked(watched, 2, grown)[0] == 422
    assert asked(watched, 2, good.replace(key.name, "somebody/else"))[0] == 404
    assert asked(watched, 2, good.replace("\n2\n", "\n3\n"))[0] == 403
    assert asked(watched, 2, "nonsense")[0] == 400
    assert watched.newest(key.name)[0] == 2
    assert len(list((watched.home / "refused").iterdir())) == 2


def test_of_two_growths_at_once_the_witness_signs_one(watched: Witness) -> None:
    write(1)
    sealing.seal()
    cosign()
    key, answers = log.signer(), []
    notes_ = []
    for number in range(6):
        head = notes.Head(key.name, 2, tree.parent(log.ours().node(0, 0), bytes([number]) * 32))
        notes_.append((bytes([number]) * 32, str(notes.Note(head.text, (key.line(head.text),)))))
    threads = [
        threading.Thread(target=lambda s=sibling, t=text: answers.append(asked(watched, 1, t, notes.b64(s) + "\n")[0]))
        for sibling, text in notes_
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(answers) == [200, 409, 409, 409, 409, 409]


def test_without_a_witness_health_warns_then_turns_red_then_nothing_is_decided(watched: Witness) -> None:
    write(1)
    sealing.seal()
    cosign()
    for age, level in ((30, "ok"), (61, "warn"), (601, "red"), (14401, "stop")):
        log.ours().note_down(cosigned_at=time.time() - age)
        assert queries.evidence().level == level
    with pytest.raises(NotWitnessed):
        standing.require_witnessed()
    cosign()
    standing.require_witnessed()


def test_a_witness_speaks_http_and_shows_what_it_cosigned(watched: Witness, settings: Any) -> None:
    write(1)
    sealing.seal()
    cosign()
    where = settings.TONGBAN.witnesses[0].rpartition("//")[2]
    link = http.client.HTTPConnection(where, timeout=5)
    link.request("GET", "/vkey")
    assert link.getresponse().read().decode().strip() == str(watched.signer.verifier)
    link.request("POST", "/add-checkpoint", b"old 0\n\nnonsense")
    answer = link.getresponse()
    assert (answer.status, bool(answer.read())) == (400, True)
    link.close()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from ledger_salt")
        assert cursor.fetchone()[0] == 1
    assert json.loads((log.ours().folder / "state.json").read_text())["size"] == 1
