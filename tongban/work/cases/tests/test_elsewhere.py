"""Accepted anywhere in the city, decided where it belongs (全市通办)."""

from __future__ import annotations

import pytest

from tongban.kernel.errors import NotAllowed, NotYours
from tongban.work.cases import actions, permits, queries
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
ELSEWHERE = "LT0005"  # a window of another district


def test_a_window_of_another_district_accepts_what_may_be_accepted_anywhere() -> None:
    case = people.submitted(people.ALLOWANCE)
    other = people.actor(ELSEWHERE)
    assert not any(post.serves(case.area) for post in other.posts)
    assert queries.case_for(other, case.number or "") == case
    case = people.settled(actions.accept(other, str(case.pk)))
    assert (case.state, case.area) == ("accepted", people.AREA)
    assert queries.case_for(other, case.number or "") == case
    assert permits.is_clerk(people.clerk(), case)


def test_its_work_list_stays_its_own_districts() -> None:
    case = people.submitted(people.ALLOWANCE)
    assert case.subject in {t.subject for t in tasks.work_list(people.clerk())}
    assert case.subject not in {t.subject for t in tasks.work_list(people.actor(ELSEWHERE))}


def test_the_owners_departments_decide() -> None:
    case = people.submitted(people.ALLOWANCE)
    case = people.settled(actions.accept(people.actor(ELSEWHERE), str(case.pk)))
    assert {t.area for t in tasks.open_of(case.subject, "step")} == {people.AREA}
    with pytest.raises(NotAllowed):
        actions.terminate(people.actor(ELSEWHERE), str(case.pk), reason="无", law="无")


def test_other_items_are_accepted_where_they_belong() -> None:
    case = people.submitted(people.FOOD)
    with pytest.raises(NotYours):
        queries.case_for(people.actor(ELSEWHERE), case.number or "")
    with pytest.raises(NotAllowed):
        actions.accept(people.actor(ELSEWHERE), str(case.pk))
