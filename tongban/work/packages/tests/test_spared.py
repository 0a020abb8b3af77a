"""What a case alone is spared is not asked in a package either: agreed to once, asked once, and on file in the case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tongban.kernel.actor import Actor
from tongban.registers.sources import queries as data
from tongban.registers.sources.tests.authority import Authority, authority
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotSpared
from tongban.work.packages import actions, queries
from tongban.work.packages.models import Run
from tongban.work.packages.tests import helping
from tongban.work.packages.tests.test_following import NEW
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SHOP = {**NEW, "start.sign": "no"}
PROOF = "premises-proof"


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Authority]:
    known = people.known()
    values = {"registered": True, "from": "2026-10-01", "to": "2031-09-30"}
    known["lease"]["rows"].append({"of": people.number("linwan"), "fits": {}, "values": values})
    with authority(tmp_path, known) as made:
        made.connect("lease")
        yield made


def begun(me: Actor, **more: Any) -> Run:
    return helping.fill(me, actions.start(me, helping.RESTAURANT, people.AREA), **{**SHOP, **more})


def slot(run: Run) -> Any:
    return next(one for one in rows.slots(run) if one.code == PROOF)


def test_who_agrees_once_hands_no_lease_in_and_it_counts_in_the_case_without_asking_again(source: Authority) -> None:
    me = people.actor("linwan")
    run = begun(me)
    assert [one.state for one in slot(run).spares] == ["consent"]
    run = actions.fetch(me, str(run.pk), PROOF, agree=True)
    assert (slot(run).spared, slot(run).required) == ("data", slot(run).required)
    assert "已核验房屋租赁备案信息" in slot(run).evidence
    for one in rows.slots(run):
        if one.required and not one.filled:
            helping.give(me, run, one.code)
    run = helping.settled(actions.submit(me, str(run.pk), promise=True))
    case = helping.lane(run, "registration").case
    assert case.given.get(code="place-right", current=True).source == "data"
    assert source.asked == ["lease"]
    words = data.authorisations(case.subject)
    assert [(w.code, w.what, w.state, w.holder) for w in words] == [("place-right", "lease", "given", me.applicant)]
    assert {use.title for use in data.uses_of(me) if use.what == "lease"} == {run.title, case.title}


def test_who_declines_uploads_and_nothing_is_asked_of_anybody(source: Authority) -> None:
    me = people.actor("linwan")
    run = actions.fetch(me, str(begun(me).pk), PROOF, agree=False)
    actions.verify(me, str(run.pk))
    assert slot(queries.draft_for(me, str(run.pk))).required
    assert source.asked == []
    with pytest.raises(NotSpared):
        actions.fetch(me, str(run.pk), "floor-plan", agree=True)


def test_one_item_that_needs_the_paper_gets_it_for_all(source: Authority) -> None:
    run = begun(people.actor("linwan"), **{"start.sign": "yes"})
    assert slot(run).spares == ()
    assert slot(run).required


def test_what_was_agreed_for_the_whole_ends_with_it(source: Authority) -> None:
    me = people.actor("linwan")
    run = actions.fetch(me, str(begun(me).pk), PROOF, agree=True)
    for one in rows.slots(run):
        if one.required and not one.filled:
            helping.give(me, run, one.code)
    run = helping.settled(actions.submit(me, str(run.pk), promise=True))
    cases.withdraw(me, str(helping.lane(run, "registration").case.pk), "")
    run = helping.settled(run)
    assert run.state == "closed"
    assert {word.state for word in data.authorisations(run.subject)} == {"ended"}
