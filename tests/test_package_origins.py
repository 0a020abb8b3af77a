"""Where the answers of the one form come from, kept with the run and with every case that is filled from it."""

from __future__ import annotations

from typing import Any

import pytest

from tongban.kernel import jobs
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotPrefilled
from tongban.work.objections import actions as objections
from tongban.work.objections import queries as raised
from tongban.work.packages import actions, queries
from tongban.work.packages.models import Run
from tongban.work.packages.tests import helping
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SMALL = {"start.sign": "no", "start.tobacco": "no", "premises.area": "80"}
SAID = {"claim": "望舒区听雨巷 8 号", "reason": "执照登记的地址没有门牌号"}


def begun() -> Run:
    me = people.owner()
    return actions.start(me, helping.RESTAURANT, people.AREA)


def from_register(run: Any) -> str:
    """A field that a licence filled."""
    return next(name for name, one in rows.origins(run).items() if one.kind == "licence")


def test_a_run_begins_with_what_registers_know_and_says_from_where_and_since_when() -> None:
    run = begun()
    origin = rows.origins(run)[from_register(run)]
    assert origin.name == "营业执照"
    assert origin.on
    assert Run.objects.get(pk=run.pk).origins


def test_the_case_of_a_branch_says_the_same_of_its_answer() -> None:
    run = helping.submitted(**SMALL)
    case = helping.lane(run, "food").case
    name = from_register(case)
    assert rows.origins(case)[name].name == rows.origins(run)[name].name


def test_an_objection_opens_the_answer_in_the_run_and_in_its_cases_and_its_end_reaches_both() -> None:
    me, run = people.owner(), helping.draft(**SMALL)
    name = from_register(run)
    one = objections.raise_objection(me, str(run.pk), name, **SAID)
    assert (one.run_id, one.case_id) == (run.pk, None)
    assert rows.origins(queries.draft_for(me, str(run.pk)))[name].mode == "proof"
    jobs.run_owed(one.subject)
    run = helping.settled(actions.submit(me, str(run.pk), promise=True))
    case = helping.lane(run, "food").case
    assert rows.origins(case)[name].objection == str(one.pk)
    desk = people.actor(next(n for n, (_, _, *posts) in people.read("officials").items()
                             if any(post[0] == one.desk and str(one.area).startswith(str(post[1])) for post in posts)))
    objections.answer(desk, str(one.pk), verdict="refused", reason="与登记档案一致")
    jobs.run_owed(one.subject)
    jobs.run_owed(one.subject)
    for filled in (queries.by_subject(run.subject), people.fresh(case)):
        assert rows.origins(filled)[name].verdict == "refused"
    assert [row.pk for row in raised.of_applicant(me)] == [one.pk]


def test_what_nobody_prefilled_cannot_be_objected_to() -> None:
    run = begun()
    with pytest.raises(NotPrefilled):
        objections.raise_objection(people.owner(), str(run.pk), "premises.area", **SAID)
