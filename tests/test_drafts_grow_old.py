"""A draft nobody goes on with: told at seven days and at one, laid into the trash, restored, and gone in the end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tongban.kernel import jobs, time
from tongban.watch.messages import queries as messages
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotYours
from tongban.work.cases.jobs import age_drafts
from tongban.work.packages import actions as packages
from tongban.work.packages import queries as runs
from tongban.work.packages.jobs import age_runs
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def night(days: float) -> int:
    with time.held(time.now() + timedelta(days=days)):
        return age_drafts() + age_runs()


def test_a_draft_is_told_of_twice_then_lies_in_the_trash_and_comes_back_by_a_click() -> None:
    me, case = people.grandmother(), people.draft(people.ALLOWANCE)
    assert night(20) == 0
    assert (night(23.5), night(23.5)) == (1, 0)  # the clock may call twice
    assert night(29.5) == 1
    assert night(30.5) == 1
    with time.held(time.now() + timedelta(days=31)):
        jobs.run_owed(case.subject)
    said = [m.template for m in messages.inbox(me) if m.template.startswith("draft-")]
    assert sorted(said) == ["draft-expiring", "draft-expiring", "draft-trashed"]
    assert (rows.drafts_of(me), [c.pk for c in rows.trash_of(me)]) == ([], [case.pk])
    with pytest.raises(NotYours):
        cases.restore(people.actor("linwan"), str(case.pk))
    cases.restore(me, str(case.pk))
    assert people.fresh(case).data == case.data
    assert [c.pk for c in rows.drafts_of(me)] == [case.pk]


def test_what_lies_in_the_trash_for_thirty_days_is_deleted() -> None:
    me, case = people.grandmother(), people.draft(people.ALLOWANCE)
    night(30.5)
    assert night(50) == 0
    assert night(61) == 1
    assert rows.trash_of(me) == []
    assert rows.draft_behind(case.subject) is None


def test_a_package_s_draft_grows_old_as_any_other_and_who_gave_it_up_is_not_told_that_he_did() -> None:
    me = people.owner()
    run, given_up = (packages.start(me, "restaurant-opening", people.AREA) for _ in range(2))
    packages.trash(me, str(given_up.pk))
    assert [night(days) for days in (20, 23.5, 23.5, 29.5, 30.5)] == [0, 1, 0, 1, 2]
    for one in (run, given_up):
        with time.held(time.now() + timedelta(days=31)):
            jobs.run_owed(one.subject)
    said = [m.template for m in messages.inbox(me) if m.template.startswith("draft-")]
    assert sorted(said) == ["draft-expiring", "draft-expiring", "draft-trashed"]
    assert [one.pk for one in runs.trash_of(me)] == [run.pk]
    assert runs.draft_behind(given_up.subject) is None
    assert night(61) == 1
    assert runs.trash_of(me) == []
