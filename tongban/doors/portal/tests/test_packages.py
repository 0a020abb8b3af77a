"""One thing at the portal: found, begun, filled with the same pages, followed and taken back on one page."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser, key_in
from tongban.work.packages import queries
from tongban.work.packages.tests import helping
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


def test_nobody_else_opens_it() -> None:
    run = helping.submitted(**SMALL)
    stranger = browser("henainai")
    for path in (f"/my/packages/{run.number}/", f"/my/packages/{run.number}/withdrawal/", f"/apply/{run.pk}/"):
        assert stranger.get(path).status_code == 404
