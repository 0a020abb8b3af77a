"""A stated name becomes a real one by the register's word or on sight of the papers, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tongban.engines.codes import BadCode, document, fiction
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, ProveFirst
from tongban.registers.identity import actions, queries
from tongban.registers.identity.errors import NameNotConfirmed, NobodyAnswered
from tongban.registers.identity.models import Person
from tongban.registers.identity.tests.conftest import CLERK, SYSTEM
from tongban.registers.ledger import queries as ledger
from tongban.registers.sources.tests.authority import Authority, authority

NAME = "阿依夏木·买买提"


def number(which: int) -> str:
    return fiction.id_number(which, date(1995, 8, 8), "female")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Authority]:
    row = {"of": number(1), "fits": {"name": NAME}, "values": {"match": True, "alive": True}}
    records = {"agent-identity": {"of": "id", "otherwise": {"match": False}, "rows": [row]}}
    with authority(tmp_path, records) as made:
        made.connect("agent-identity")
        yield made


def somebody(which: int = 1) -> tuple[Person, Actor]:
    person = actions.register_person(SYSTEM, NAME, number(which), level=1)
    account = actions.open_account(SYSTEM, f"somebody{which}", person=person.pk)
    return person, queries.actor_for(account, door="portal").with_proof()


def level(person: Person) -> int:
    return queries.person(person.pk).level


@pytest.mark.django_db
def test_the_register_confirms_a_name_once_and_the_ledger_says_by_what(register: Authority) -> None:
    person, me = somebody()
    for _ in range(2):
        actions.confirm_name(me, NAME, person.id_number)
    assert level(person) == 2
    assert len(register.asked) == 1
    (fact,) = [f for f in ledger.timeline(person.subject) if f.kind == "identity.RealNameConfirmed"]
    assert (fact.body["by"], len(fact.body["evidence"])) == ("source", 64)


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["down", "garbage", "wrong", "repeat"])
def test_a_register_that_fails_is_told_as_what_it_is_and_confirms_nobody(register: Authority, mode: str) -> None:
    person, me = somebody()
    register.desk.set_mode(mode)
    with pytest.raises(NobodyAnswered) as told:
        actions.confirm_name(me, NAME, person.id_number)
    assert "不是您填写的问题" in told.value.next_step
    assert level(person) == 1
    register.desk.set_mode("well")
    actions.confirm_name(me, NAME, person.id_number)
    assert level(person) == 2


@pytest.mark.django_db
def test_neither_another_number_nor_a_missing_proof_confirms_a_name(register: Authority) -> None:
    person, me = somebody(2)  # the register knows this name under another number
    with pytest.raises(NameNotConfirmed):
        actions.confirm_name(me, NAME, person.id_number)
    with pytest.raises(NameNotConfirmed):
        actions.confirm_name(me, NAME, number(1))
    with pytest.raises(ProveFirst):
        actions.confirm_name(queries.actor_for(queries.account_by_name("somebody2"), door="portal"), NAME, "1")  # type: ignore[arg-type]
    assert level(person) == 1


@pytest.mark.django_db
def test_a_window_confirms_on_sight_of_the_papers_and_nobody_else_does() -> None:
    person = actions.register_person(SYSTEM, "CHAN TAI MAN", "H12345678", id_type="516", level=1)
    with pytest.raises(NotAllowed):
        actions.confirm_in_person(Actor("person", "1", "林晚").with_proof(), "CHAN TAI MAN", "H12345678")
    actions.confirm_in_person(CLERK.with_proof(), "CHAN TAI MAN", "h1234-5678")
    assert level(person) == 2


@pytest.mark.parametrize(
    ("kind", "printed"),
    [("516", "H12345678"), ("516", "m1234567801"), ("511", "01234567"), ("553", "911124198108030024"),
     ("553", "USA110181080312"), ("414", "E12345678"), ("414", "g1234567")],
)  # fmt: skip
def test_papers_from_elsewhere_are_taken_as_they_are_printed(kind: str, printed: str) -> None:
    assert document.check(kind, printed)[0] == printed.upper()


@pytest.mark.parametrize(
    ("kind", "printed"), [("516", "A12345678"), ("511", "A123456789"), ("553", "811124198108030024"),
                         ("553", "911124198113030024"), ("414", "护照")],
)  # fmt: skip
def test_a_number_of_another_paper_is_refused_with_what_it_should_look_like(kind: str, printed: str) -> None:
    with pytest.raises(BadCode) as told:
        document.check(kind, printed)
    assert "请对照" in told.value.sentence


