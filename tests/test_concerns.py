"""A concern has an owner and a day, is answered once, and whoever raised it reads the answer."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser
from tongban.kernel import jobs
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotYours
from tongban.watch.messages import queries as messages
from tongban.work.concerns import actions, queries
from tongban.work.concerns.errors import ConcernSettled, FindingNeeded, NoSuchConcern, TooManyConcerns, WordsNeeded
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SUPERVISOR = "LT0012"


def test_a_wrong_guide_is_on_the_desk_of_its_department_by_a_day_and_the_finder_is_told() -> None:
    me = people.grandmother()
    one = actions.report_guide(me, people.ALLOWANCE, part="fee", words="金额和公告不一样")
    jobs.run_owed(one.subject)
    jobs.run_owed(one.subject)
    desk = people.actor("LT0701")
    mine = [t for t in tasks.work_list(desk) if t.kind == "concern"]
    assert [(t.subject, t.due_on) for t in mine] == [(one.subject, one.due_on)]
    with pytest.raises(NoSuchConcern):
        actions.answer(people.clerk(), str(one.pk), verdict="right", reason="无误")
    with pytest.raises(FindingNeeded):
        actions.answer(desk, str(one.pk), verdict="solved", reason="已解决")
    actions.answer(desk, str(one.pk), verdict="mended", reason="已按公告改正")
    jobs.run_owed(one.subject)
    assert not tasks.open_of(one.subject)
    assert "已按公告改正" in messages.inbox(me)[0].body
    with pytest.raises(ConcernSettled):
        actions.answer(desk, str(one.pk), verdict="right", reason="无误")


def test_what_got_stuck_is_the_supervisors_and_the_application_is_ones_own() -> None:
    case = people.draft(people.ALLOWANCE)
    said = {"place": "upload", "words": "照片一直传不上去"}
    with pytest.raises(NotYours):
        actions.report_stuck(people.owner(), draft=str(case.pk), **said)
    one = actions.report_stuck(people.grandmother(), draft=str(case.pk), **said)
    assert (one.desk, one.title) == ("supervision", case.title)
    jobs.run_owed(one.subject)
    page = browser(SUPERVISOR).get(f"/desk/concerns/{one.pk}/").content.decode()
    assert "照片一直传不上去" in page
    assert f"/desk/concerns/{one.pk}/" in browser(SUPERVISOR).get("/desk/").content.decode()


def test_who_did_not_sign_in_finds_the_answer_by_his_code_and_not_his_words() -> None:
    stranger = Client()
    address = f"/services/{people.ALLOWANCE}/report-error/"
    assert "请写明" in stranger.post(address, {"place": "fee"}).content.decode()
    answer = stranger.post(address, {"place": "fee", "words": "电话打不通", "phone": "12000000009"})
    page = stranger.get(answer["Location"]).content.decode()
    assert "最晚" in page
    assert "电话打不通" not in page
    mine = actions.report_guide(people.grandmother(), people.ALLOWANCE, part="fee", words="金额")
    assert stranger.get(f"/concerns/{mine.code}/").status_code == 404


def test_a_crowd_without_names_from_one_network_is_asked_to_sign_in() -> None:
    nobody = Actor.nobody("portal")
    with pytest.raises(WordsNeeded):
        actions.report_stuck(nobody, place="form", words=" ")
    for _ in range(queries.MOST_UNSIGNED):
        actions.report_stuck(nobody, place="form", words="填不下去", address="203.0.113.7")
    with pytest.raises(TooManyConcerns):
        actions.report_stuck(nobody, place="form", words="填不下去", address="203.0.113.7")
    assert actions.report_stuck(nobody, place="form", words="填不下去", address="203.0.113.8")
