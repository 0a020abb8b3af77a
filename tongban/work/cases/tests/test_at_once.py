"""Twenty hands on one button: one submission, one number, one notice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tongban.kernel import jobs
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.ledger import queries as ledger
from tongban.registers.ledger.models import Answered
from tongban.work.cases import actions as cases
from tools import people

HANDS = 20


def all_at_once(me: Actor, case_id: str, keys: list[str]) -> list[str]:
    """What each of the calls answered: the case's number, or the refusal's code."""
    together = Barrier(len(keys))

    def call(key: str) -> str:
        try:
            together.wait(30)
            with jobs.quiet():
                return cases.submit(me, case_id, promise=True, key=key).number or ""
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(keys)) as pool:
        return list(pool.map(call, keys))


@pytest.mark.django_db(transaction=True)
def test_twenty_submissions_at_once_are_one(town: None) -> None:
    me = people.owner()
    case, other = people.draft(), people.draft()
    answers = all_at_once(me, str(case.pk), ["one key"] * HANDS)
    assert set(answers) == {people.fresh(case).number}
    others = all_at_once(me, str(other.pk), [f"key {n}" for n in range(HANDS)])
    assert sorted(others) == sorted([people.fresh(other).number, *["not-now"] * (HANDS - 1)])
    for one in (case, other):
        kinds = [row.kind for row in ledger.timeline(one.subject)]
        assert kinds.count("cases.CaseSubmitted") == 1
        assert one.notices.count() == 1
    ledger.verify()


@pytest.mark.django_db
def test_a_key_belongs_to_one_verb_of_one_room(town: None) -> None:
    case = people.draft()
    cases.submit(people.owner(), str(case.pk), promise=True, key="of-one-room")
    assert Answered.objects.get(key="of-one-room").verb == "cases.submit"
