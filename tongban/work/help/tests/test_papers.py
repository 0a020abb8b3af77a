"""A helper hands in documents, in a package as in an item: into open places only, by his own hand, and nothing more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tongban.kernel import wall
from tongban.registers.visits.errors import ConfirmFirst
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.kinds import Slot
from tongban.work.help import actions, queries
from tongban.work.help.errors import HelpOver, NotYourPlace, OnlyHimself
from tongban.work.help.models import Help
from tongban.work.packages import actions as packages
from tongban.work.packages import queries as runs
from tongban.work.packages.models import Run
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
FRIEND, OTHER = "zhangxiaohe", "moyun"
PLAN = "floor-plan"


def friend() -> Any:
    return people.actor(FRIEND)


def helped(me: Any, draft: Any, **said: Any) -> Help:
    return actions.come(friend(), queries.token_of(actions.ask(me, str(draft.pk), "family", **said)))


def give(who: Any, row: Help, code: str) -> Any:
    return actions.give(who, str(row.pk), code, "图.png", [people.paper("布局图", "晚来香")])


def slot(code: str = "one", **said: Any) -> Slot:
    return Slot(code, code, said.pop("source", "applicant"), True, ("png",), "", **said)


def test_a_place_is_open_that_nobody_answered_but_the_helper_and_that_is_neither_free_nor_kept_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [
        slot("open"), slot("mine", material_id="1", by=f"person/{OTHER}"), slot("his", material_id="2"),
        slot("licence", licence_id="3"), slot("promised", trust="promise"), slot("office", source="department"),
        slot("kept"), slot("others", material_id="4", by="person/x"),
    ]  # fmt: skip
    monkeypatch.setattr(rows, "slots", lambda case: found)
    row = Help(helper=f"person/{OTHER}", own=["material/kept"])
    assert [one.code for one in queries.places(row, None)] == ["open", "mine"]  # type: ignore[arg-type]
    assert "material/open" in dict(queries.may_keep_back(None))  # type: ignore[arg-type]


def test_a_friend_s_document_answers_the_place_by_his_hand_and_nobody_else_s_does() -> None:
    me = people.owner()
    draft = cases.start(me, people.FOOD, people.AREA)
    row = helped(me, draft)
    kept = give(friend(), row, PLAN)
    found = next(one for one in rows.slots(people.fresh(draft)) if one.code == PLAN)
    assert (found.material_id, found.by, kept.holder) == (str(kept.pk), friend().principal, me.applicant)
    with pytest.raises(HelpOver):
        give(people.actor(OTHER), row, PLAN)
    people.give(me, draft, PLAN)  # the applicant's own takes its place, and stays
    assert next(one for one in rows.slots(people.fresh(draft)) if one.code == PLAN).by == ""
    with pytest.raises(NotYourPlace):
        give(friend(), row, PLAN)
    actions.end(me, str(row.pk))
    with pytest.raises(HelpOver):
        give(friend(), row, PLAN)


def test_in_a_package_the_helper_sees_and_writes_this_draft_alone_and_never_hands_it_in() -> None:
    me = people.owner()
    run, other = (packages.start(me, "restaurant-opening", people.AREA) for _ in range(2))
    with pytest.raises(OnlyHimself):
        actions.ask(replace(me, ground="授权代办"), str(run.pk), "family")
    row = helped(me, run)
    with wall.behind(friend()):
        _, seen = queries.help_for(friend(), row.pk)
        assert seen.pk == run.pk
        actions.write(friend(), str(row.pk), "start", {"premises.area": "77"}, shown=["premises.area"])
        assert Run.objects.count() == 0  # not as himself
        with queries.one_draft(row):
            assert [one.pk for one in Run.objects.all()] == [run.pk]
        assert [one.pk for _, one in queries.drafts_helped(friend())] == [run.pk]
    written = rows.written(runs.draft_for(me, str(run.pk)))
    assert [one.by for one in written] == [friend().principal]
    with pytest.raises(ConfirmFirst):
        packages.submit(queries.acting(friend(), row), str(run.pk), promise=True)
    packages.trash(me, str(run.pk))
    with pytest.raises(HelpOver):
        queries.help_for(friend(), row.pk)
    assert other.pk != run.pk
