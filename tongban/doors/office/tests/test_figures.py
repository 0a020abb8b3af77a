"""The figures on the office's pages: every number with its definition, opening what is behind it."""

from __future__ import annotations

import pytest

from tongban.doors.portal.tests.walking import browser
from tongban.watch.indicators import jobs
from tongban.watch.reporting.tests.giving import placed
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_a_figure_stands_with_its_definition_and_opens_its_cases() -> None:
    case = people.accepted()
    placed()
    jobs.gather()
    page = browser("LT0012").get("/office/figures/").content.decode()
    assert "没有补正就受理的申请" in page
    assert "/office/figures/first-try/?" in page
    behind = browser("LT0012").get("/office/figures/first-try/?item=food-business-licence&side=yes").content.decode()
    assert case.number in behind
    assert case.number not in browser("LT0012").get("/office/figures/first-try/?side=no").content.decode()
    item = browser("LT0011").get("/office/items/food-business-licence/").content.decode()
    assert "这个事项的指标" in item


def test_a_figure_nobody_defined_and_days_nobody_can_read_do_no_harm() -> None:
    client = browser("LT0012")
    assert client.get("/office/figures/nonsense/").status_code == 404
    assert client.get("/office/figures/?from=soon&to=\x00&item='").status_code == 200
    assert browser("linwan").get("/office/figures/").status_code == 403
