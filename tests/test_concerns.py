"""A concern has an owner and a day, is answered once, and whoever raised it reads the answer."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser
from tongban.kernel import jobs
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotYours, SignInFirst
from tongban.registers.sources import queries as data
from tongban.watch.messages import queries as messages
from tongban.work.cases import actions as cases
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


def test_a_use_of_my_data_is_objected_to_where_it_stands_and_the_supervisors_answer() -> None:
    case = people.submitted()
    cases.look(people.clerk(), case.number or "")
    mine, use = browser("linwan", people.owner().on_behalf), next(data.every_use(people.owner()))
    address = f"/my/data/objection/?use={use.pk}"
    assert address in mine.get("/my/data/").content.decode()
    assert browser("henainai").get(address).status_code == 404
    answer = mine.post(address, {"place": "too-much", "words": "没有到过这个窗口"})
    one = queries.by_code(people.owner(), answer["Location"].split("/")[-2])
    assert people.clerk().number in one.title
    assert one.get_place_display() == "不该看，或者看得太多"
    jobs.run_owed(one.subject)
    done = browser(SUPERVISOR).post(f"/desk/concerns/{one.pk}/", {"verdict": "stopped", "reason": "已提醒窗口"})
    assert done.status_code == 302
    jobs.run_owed(one.subject)
    assert "已提醒窗口" in messages.inbox(people.owner())[0].body
    kept = mine.post("/my/data/objection/", {"place": "wrong-data", "words": "地址写错了"})
    assert "登记的个人信息" in mine.get(kept["Location"]).content.decode()
    with pytest.raises(SignInFirst):
        actions.report_data(Actor.nobody(), place="refuse", words="不同意")


def test_what_a_guide_and_what_somebody_stuck_call_the_same_is_told_apart() -> None:
    one = actions.report_guide(people.grandmother(), people.ALLOWANCE, part="materials", words="少一份")
    assert one.get_place_display() == "要带什么"
