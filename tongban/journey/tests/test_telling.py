"""Who is told of what follows: of each fact once, and with the address where to go on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tongban.journey.telling import tell_applicant
from tongban.registers.ledger import queries as ledger
from tongban.watch.messages import queries as messages
from tongban.watch.ratings import queries as ratings
from tongban.work.cases import actions as cases
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_a_fact_is_told_once_and_the_next_of_its_kind_again() -> None:
    case, me = people.submitted(), people.owner()
    row = next(r for r in ledger.timeline(case.subject) if r.kind == "cases.CaseSubmitted")
    before = messages.unread(me)
    tell_applicant(ledger.fact(row.seq))
    assert messages.unread(me) == before
    tell_applicant(replace(ledger.fact(row.seq), seq=row.seq + 10**6))
    assert messages.unread(me) == before + 1


def test_who_is_invited_to_rate_is_told_where() -> None:
    case = people.submitted()
    case = people.settled(cases.turn_away(people.clerk(), str(case.pk), "不属于职权范围", "行政许可法 第三十二条"))
    invitation = ratings.invitation_of(case)
    assert invitation is not None
    assert invitation.token in messages.inbox(people.owner())[0].link
