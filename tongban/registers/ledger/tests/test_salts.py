"""Who is forgotten cannot be guessed out of the log either, and the log is no less whole for it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger import jobs, kinds, log, queries, salts, sealing
from tongban.registers.ledger.models import FactRow, Salt
from tongban.registers.ledger.tests.tampering import run
from tongban.registers.ledger.tests.test_sealing import CLERK, blank, ordered, write

__all__ = ["blank", "ordered"]
PERSON = "person/1"


def guessed(number: int) -> list[str]:
    """The digits that fit entry ``number`` of the log, tried by somebody who has everything that still exists."""
    entries, _ = log.ours().bundle(0, number + 1)
    sealed, row = json.loads(entries[number]), FactRow.objects.get(seq=json.loads(entries[number])["seq"])
    salt = Salt.objects.filter(seq=row.seq).first()
    known = bytes(salt.salt) if salt else b""
    tried = {digit: row.line.replace(f'"words":"{row.body["words"]}"', f'"words":"{digit}"') for digit in "0123456789"}
    return [digit for digit, line in tried.items() if kinds.digest(known, line) == sealed["digest"]]


def test_what_the_log_says_of_somebody_forgotten_cannot_be_guessed_and_the_log_is_whole() -> None:
    write(3, PERSON)
    write(1, "person/2")
    sealing.seal()
    assert guessed(1) == ["1"]
    assert jobs.forget_salts([PERSON]) == 3
    assert [guessed(number) for number in range(4)] == [[], [], [], ["0"]]
    sealing.seal()
    assert queries.verify().sealed == 5
    assert jobs.forget_salts([PERSON]) == 0  # every night again, and nothing is written


def test_what_is_not_sealed_yet_keeps_its_salt_until_it_is() -> None:
    write(1, PERSON)
    assert jobs.forget_salts([PERSON]) == 0
    sealing.seal()
    assert jobs.forget_salts([PERSON]) == 1


@pytest.mark.parametrize(
    "crime",
    [
        "delete from ledger_salt where seq in (select seq from ledger_fact where subject = 'person/2')",
        "update ledger_fact set line = replace(line, '\"words\":\"1\"', '\"words\":\"7\"') where subject = 'person/1'",
        "delete from ledger_salt where seq in (select seq from ledger_fact where kind = 'ledger.SaltsForgotten')",
    ],
)
def test_a_forgetting_covers_no_other_salt_and_no_change(crime: str, settings: Any) -> None:
    write(3, PERSON)
    write(1, "person/2")
    sealing.seal()
    jobs.forget_salts([PERSON])
    sealing.seal()
    assert list(queries.breaches()) == []
    run(crime)
    assert list(queries.breaches()) != []


def test_a_chain_that_is_not_the_one_that_was_forgotten_is_not_accepted() -> None:
    write(2, PERSON)
    sealing.seal()
    jobs.forget_salts([PERSON])
    assert salts.forgotten() == {PERSON: 2}
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute("update ledger_fact set hash = sha256(hash) where subject = %s and n = 2", [PERSON])
        cursor.execute("set session_replication_role = origin")
    assert salts.forgotten() == {}


def test_only_the_platform_forgets() -> None:
    for actor in (CLERK, Actor("person", "1", "林晚")):
        with pytest.raises(NotAllowed):
            salts.forget_salts(actor, PERSON, 1)
