"""An objection: its draft goes on, who owns the data answers by a day, and the applicant is told."""

from __future__ import annotations

from typing import Any

import pytest

from tongban.doors.portal.tests.walking import browser
from tongban.kernel import jobs
from tongban.watch.messages import queries as messages
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotPrefilled
from tongban.work.objections import actions, queries
from tongban.work.objections.errors import ClaimNeeded, NoSuchObjection, ObjectionOpen, ObjectionSettled
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SAID = {"claim": "禾素芳", "reason": "户口簿上是芳字"}
ELDER = {"elder.name": "禾素芳", "elder.first": "yes", "elder.phone": "12000000003",
         "elder.address.division": "999001", "elder.address.detail": "月白街 6 号 1201 室"}


def raised() -> tuple[Any, Any]:
    case = people.draft(people.ALLOWANCE)
    one = actions.raise_objection(people.grandmother(), str(case.pk), "elder.name", **SAID)
    jobs.run_owed(one.subject)
    return people.fresh(case), one


def test_the_desk_that_owns_the_data_has_it_by_a_day_and_nobody_else_does() -> None:
    _, one = raised()
    assert (one.department, one.desk) == ("public-security", "household")
    jobs.run_owed(one.subject)
    mine = [t for t in tasks.work_list(people.actor("LT0801")) if t.kind == "objection"]
    assert [(t.subject, t.due_on) for t in mine] == [(one.subject, one.due_on)]
    with pytest.raises(NoSuchObjection):
        actions.answer(people.clerk(), str(one.pk), verdict="refused", reason="无误")


def test_while_it_is_open_the_answer_may_be_changed_and_handed_in() -> None:
    case, _ = raised()
    me = people.grandmother()
    case = cases.save_page(me, str(case.pk), "elder", ELDER)
    assert case.data["elder"]["name"] == "禾素芳"
    assert rows.origins(case)["elder.name"].mode == "proof"
    assert cases.submit(me, str(case.pk), promise=True).data["elder"]["name"] == "禾素芳"


def test_refused_the_register_stands_and_the_applicant_is_told_why() -> None:
    case, one = raised()
    cases.save_page(people.grandmother(), str(case.pk), "elder", ELDER)
    actions.answer(people.actor("LT0801"), str(one.pk), verdict="refused", reason="与户籍档案一致")
    jobs.run_owed(one.subject)
    jobs.run_owed(one.subject)
    case = people.fresh(case)
    origin = rows.origins(case)["elder.name"]
    assert (case.data["elder"]["name"], origin.mode, origin.verdict) == ("禾素芬", "locked", "refused")
    told = [m for m in messages.inbox(people.grandmother()) if m.template == "objection-answered"]
    assert len(told) == 1
    assert "与户籍档案一致" in told[0].body
    assert not [t for t in tasks.work_list(people.actor("LT0801")) if t.kind == "objection"]
    with pytest.raises(ObjectionSettled):
        actions.answer(people.actor("LT0801"), str(one.pk), verdict="corrected", reason="改了")


def test_found_right_what_the_applicant_wrote_stays() -> None:
    case, one = raised()
    cases.save_page(people.grandmother(), str(case.pk), "elder", ELDER)
    actions.answer(people.actor("LT0801"), str(one.pk), verdict="corrected", reason="档案录入有误，已改")
    jobs.run_owed(one.subject)
    case = cases.save_page(people.grandmother(), str(case.pk), "elder", ELDER)
    assert case.data["elder"]["name"] == "禾素芳"
    assert cases.submit(people.grandmother(), str(case.pk), promise=True).number


def test_an_objection_says_what_is_right_and_is_raised_once_about_what_was_prefilled() -> None:
    case, _ = raised()
    me = people.grandmother()
    for refusal, field, said in (
        (ObjectionOpen, "elder.name", SAID),
        (NotPrefilled, "elder.first", SAID),
        (ClaimNeeded, "elder.id", {"claim": " ", "reason": "x"}),
    ):
        with pytest.raises(refusal):
            actions.raise_objection(me, str(case.pk), field, **said)
    with pytest.raises(Exception, match="没有找到"):
        actions.raise_objection(people.actor("linwan"), str(case.pk), "elder.id", **SAID)


def test_from_the_page_to_the_desk_nothing_typed_is_lost() -> None:
    case = people.draft(people.ALLOWANCE)
    mine, desk = browser("henainai"), browser("LT0801")
    typed = {k: v for k, v in ELDER.items() if k != "elder.name"} | {"elder.phone": "12000000008"}
    answer = mine.post(f"/apply/{case.pk}/p/elder/", typed | {"objection": "elder.name"})
    assert answer["Location"] == f"/apply/{case.pk}/objection/elder.name/"
    assert people.fresh(case).data["elder"]["phone"] == "12000000008"
    assert "禾素芬" in mine.get(answer["Location"]).content.decode()
    assert mine.post(answer["Location"], {"claim": "禾素芳"}).status_code == 422
    assert mine.post(answer["Location"], SAID).status_code == 302
    one = queries.of_case(str(case.pk))[0]
    jobs.run_owed(one.subject)
    page = desk.get(f"/desk/objections/{one.pk}/").content.decode()
    assert "禾素芳" in page
    assert f"/desk/objections/{one.pk}/" in desk.get("/desk/").content.decode()
    assert desk.post(f"/desk/objections/{one.pk}/", {"verdict": "refused"}).status_code == 422
    assert desk.post(f"/desk/objections/{one.pk}/", {"verdict": "refused", "reason": "无误"}).status_code == 302
    assert browser("LT0003").get(f"/desk/objections/{one.pk}/").status_code == 404
