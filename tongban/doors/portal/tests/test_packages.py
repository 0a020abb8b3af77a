"""One thing at the portal: found, begun, filled with the same pages, followed and taken back on one page."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser, key_in
from tongban.work.cases import actions as cases
from tongban.work.cases.kinds import GapSpec
from tongban.work.packages import queries
from tongban.work.packages.tests import helping
from tongban.work.packages.tests.test_following import NEW
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SMALL = {"start.tobacco": "no", "premises.area": "80"}


def owner() -> Client:
    return browser("linwan", people.owner().on_behalf)


def test_people_find_it_begin_it_and_read_what_it_spares() -> None:
    page = owner()
    assert "/packages/restaurant-opening/" in page.get("/services/?q=开饭店").content.decode()
    guide = page.get("/packages/restaurant-opening/")
    said = {"area": people.AREA, "key": key_in(guide)}
    begun = page.post("/packages/restaurant-opening/start/", said)
    assert begun.url.endswith("/p/start/")
    run = helping.draft()
    listed = page.get(f"/apply/{run.pk}/").content.decode()
    assert "为您省去 6 个填写项、2 份材料" in listed
    assert "烟草专卖零售许可" in page.get(f"/apply/{run.pk}/check/").content.decode()


def test_one_page_shows_every_item_and_takes_the_whole_back() -> None:
    run = helping.submitted(**SMALL)
    page = owner()
    shown = page.get(f"/my/packages/{run.number}/").content.decode()
    food = helping.lane(run, "food").case
    assert food.number in shown
    assert f"/my/packages/{run.number}/" in page.get(f"/my/cases/{food.number}/").content.decode()
    asked = page.get(f"/my/packages/{run.number}/withdrawal/")
    page.post(f"/my/packages/{run.number}/withdrawal/", {"key": key_in(asked), "reason": "不开了"})
    assert {one.case.outcome for one in queries.lanes(run)} == {"withdrawn"}


def test_a_shared_supplement_a_refused_and_a_withdrawn_item_each_say_what_happened() -> None:
    run = helping.submitted()
    cases_of = {name: helping.lane(run, name).case for name in ("food", "sign", "fire", "tobacco")}
    gap = [GapSpec("premises-proof", "经营场所使用证明", "请上传签章页", "行政许可法 第三十二条")]
    for name in ("sign", "fire"):
        cases.ask_for_more(people.clerk(), str(cases_of[name].pk), gap)
    people.give(people.owner(), cases_of["sign"], "premises-proof")
    cases.supply(people.owner(), str(cases_of["sign"].pk))
    cases.turn_away(people.clerk(), str(cases_of["tobacco"].pk), reason="距学校不足五十米", law="烟草专卖法 第十六条")
    cases.withdraw(people.owner(), str(cases_of["food"].pk), "先不开了")
    helping.settled(run)
    rows = owner().get(f"/my/packages/{run.number}/").content.decode().split("<li><span>")
    food, fire, tobacco = (next(r for r in rows if cases_of[n].number in r) for n in ("food", "fire", "tobacco"))
    assert "您撤回了这一项：先不开了" in food
    assert "救济" not in food  # nobody refused it to him
    assert "已经一并补上，不用再交" in fire
    assert "原因：距学校不足五十米" in tobacco
    desk = browser("LT0003").get(f"/desk/packages/{run.number}/").content.decode()
    assert desk.count("补正的材料由另一事项共享") == 1
    assert "不予受理" in desk


def test_the_founder_sees_and_takes_back_what_the_new_shop_applies_for() -> None:
    run = helping.grant(helping.submitted(me=people.actor("linwan"), **NEW), "registration")
    food = helping.lane(run, "food").case
    page = browser("linwan")  # as herself: the cases after the first are the shop's
    shown = page.get(f"/my/packages/{run.number}/").content.decode()
    assert food.number in shown
    assert f"持有人：{NEW['shop.name']}" in shown
    asked = page.get(f"/my/packages/{run.number}/withdrawal/")
    page.post(f"/my/packages/{run.number}/withdrawal/", {"key": key_in(asked)})
    assert [one.case.outcome for one in queries.lanes(run)] == ["granted", "withdrawn", "withdrawn"]


def test_an_official_of_one_item_sees_how_far_the_others_are() -> None:
    run = helping.submitted(**SMALL)
    desk = browser("LT0101").get(f"/desk/packages/{run.number}/").content.decode()
    assert all(lane.case.number in desk for lane in queries.lanes(run))


def test_nobody_else_opens_it() -> None:
    run = helping.submitted(**SMALL)
    stranger = browser("henainai")
    for path in (f"/my/packages/{run.number}/", f"/my/packages/{run.number}/withdrawal/", f"/apply/{run.pk}/"):
        assert stranger.get(path).status_code == 404
