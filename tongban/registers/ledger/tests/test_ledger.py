"""What the ledger promises: verbs leave a trace, repeat safely, and what was written stays as it was written."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tongban.kernel.actor import Actor
from tongban.kernel.errors import Mismatch
from tongban.kernel.facts import Fact
from tongban.kernel.models import Errand
from tongban.registers.ledger import queries, sealing
from tongban.registers.ledger.actions import action, record
from tongban.registers.ledger.errors import SilentVerb, Tampered
from tongban.registers.ledger.models import ChainRow, FactRow

CLERK = Actor("official", "7", "周济")
OTHER = Actor("official", "8", "林晚")


@dataclass(frozen=True)
class Noted(Fact):
    words: str = ""


@action
def note(actor: Actor, subject: str, words: str = "") -> Errand:
    seq = record(actor, Noted(subject, words))
    return Errand.objects.create(seq=seq, subject=subject, kind=words, reaction=words, due_at=NOW)


@action
def say_nothing(actor: Actor) -> None:
    Errand.objects.create(seq=1, subject="x", kind="x", reaction="x", due_at=NOW)


CHANGES = [
    "update ledger_fact set line = ''",
    "delete from ledger_fact",
    "truncate ledger_fact",
    "delete from ledger_chain",
]
NOW = "2026-03-02T01:00:00Z"


@pytest.fixture(autouse=True)
def blank(db: None, settings: Any, tmp_path: Path) -> None:
    """Begin with an empty ledger and an empty log, whatever the test database was founded with."""
    settings.TONGBAN = replace(settings.TONGBAN, log_home=tmp_path / "log", seal_home=tmp_path / "seal")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("truncate ledger_fact, ledger_chain, ledger_salt, ledger_answered, kernel_errand")
        cursor.execute("set local session_replication_role = default")


def at_once(count: int, job: Callable[[int], object]) -> list[object]:
    """Run ``job`` in ``count`` threads that start together; exceptions are answers too."""
    barrier = threading.Barrier(count)

    def run(number: int) -> object:
        try:
            barrier.wait(10)
            return job(number)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def tamper(sql: str) -> None:
    """What only somebody with the database's own powers can do."""
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("set session_replication_role = origin")


def test_a_verb_that_records_nothing_is_an_error_and_does_nothing() -> None:
    with pytest.raises(SilentVerb):
        say_nothing(CLERK)
    assert not Errand.objects.exists()


def test_facts_of_a_subject_are_numbered_without_gaps_and_chained() -> None:
    for words in ("one", "two", "three"):
        note(CLERK, "case/1", words)
    note(CLERK, "case/2")
    rows = queries.timeline("case/1")
    assert [row.n for row in rows] == [1, 2, 3]
    assert bytes(rows[1].prev) == bytes(rows[0].hash)
    assert [row.body["words"] for row in rows] == ["one", "two", "three"]
    assert queries.fact(rows[0].seq) == Noted("case/1", "one")


@pytest.mark.parametrize("sql", CHANGES)
def test_the_database_refuses_to_change_or_delete_facts(sql: str) -> None:
    note(CLERK, "case/1")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_same_key_gives_the_same_answer_and_does_nothing_again() -> None:
    first = note(CLERK, "case/1", "hello", key="k1")
    again = note(CLERK, "case/1", "hello", key="k1")
    assert first == again
    assert FactRow.objects.count() == 1


def test_the_same_key_with_other_content_is_refused() -> None:
    note(CLERK, "case/1", "hello", key="k1")
    with pytest.raises(Mismatch):
        note(CLERK, "case/1", "good-bye", key="k1")


def test_keys_belong_to_one_authority() -> None:
    note(CLERK, "case/1", "hello", key="k1")
    note(OTHER, "case/1", "hallo", key="k1")
    assert FactRow.objects.count() == 2


def test_a_refused_verb_frees_its_key() -> None:
    with pytest.raises(SilentVerb):
        say_nothing(CLERK, key="k1")
    with pytest.raises(SilentVerb):
        say_nothing(CLERK, key="k1")


@pytest.mark.django_db(transaction=True)
def test_eight_twins_with_one_key_leave_one_fact_and_one_answer() -> None:
    answers = at_once(8, lambda _: note(CLERK, "case/1", "hello", key="k1").pk)
    assert len(set(answers)) == 1, answers
    assert FactRow.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_facts_written_at_once_keep_their_chains_and_get_one_order() -> None:
    def write(number: int) -> None:
        for turn in range(5):
            note(CLERK, f"case/{number % 3}", f"{number}-{turn}")
            sealing.put_in_order()

    assert at_once(6, write) == [None] * 6
    sealing.put_in_order()
    verdict = queries.verify()
    assert (verdict.facts, verdict.ordered) == (30, 30)
    assert sorted(ChainRow.objects.values_list("position", flat=True)) == list(range(1, 31))


@pytest.mark.django_db(transaction=True)
def test_a_fact_of_a_slow_transaction_is_not_overtaken_and_not_forgotten() -> None:
    written, finish = threading.Event(), threading.Event()

    def slow(_: int) -> None:
        with transaction.atomic():
            note(CLERK, "case/slow")
            written.set()
            finish.wait(10)

    helper = threading.Thread(target=lambda: at_once(1, slow))
    helper.start()
    assert written.wait(10)
    note(CLERK, "case/quick")
    sealing.put_in_order()
    waiting = ChainRow.objects.count()
    finish.set()
    helper.join()
    sealing.put_in_order()
    assert (waiting, queries.verify().ordered) == (0, 2)


def history() -> None:
    for words in ("one", "two", "three"):
        note(CLERK, "case/1", words)
    note(CLERK, "case/2", "else")
    sealing.seal()


FORGERIES = [
    ("update ledger_fact set line = replace(line, 'two', 'too') where n = 2", "content is not what was written"),
    ("update ledger_fact set hash = set_byte(hash, 3, get_byte(hash, 3) # 1) where n = 2", "content is not what"),
    ("update ledger_fact set kind = 'tests.Other' where n = 2", "column kind differs"),
    ("update ledger_fact set at = at + interval '1 day' where n = 2", "column at differs"),
    ("update ledger_fact set principal = 'official/8' where n = 2", "column principal differs"),
    ("delete from ledger_fact where n = 2", "number 2 of this subject is missing"),
]


@pytest.mark.parametrize(("forgery", "sentence"), FORGERIES)
def test_verify_names_the_row_that_was_forged(forgery: str, sentence: str) -> None:
    history()
    second = FactRow.objects.get(subject="case/1", n=2)
    tamper(forgery)
    with pytest.raises(Tampered, match=sentence) as found:
        queries.verify()
    assert "case/1" in found.value.where
    assert str(second.seq if "delete" not in forgery else second.seq + 1) in found.value.where


@pytest.mark.django_db(transaction=True)
def test_verify_notices_that_the_newest_fact_of_a_subject_is_gone() -> None:
    history()
    tamper("delete from ledger_fact where subject = 'case/2'")
    with pytest.raises(Tampered, match="is gone"):
        queries.verify()


def test_facts_carry_no_name_of_a_person() -> None:
    note(Actor("person", "5", "张三"), "case/1", "hello")
    assert "张三" not in queries.timeline("case/1")[0].line
