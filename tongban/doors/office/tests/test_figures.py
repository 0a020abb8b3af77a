"""The figures on the office's pages: every number with its definition, opening what is behind it."""

from __future__ import annotations

import pytest

from tongban.doors.office.tests.test_pages import signed_in
from tongban.watch.indicators import jobs
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_a_figure_stands_with_its_definition_and_opens_its_cases() -> None:
    case = people.accepted()
    people.placed()
    jobs.gather()
    page = signed_in("LT0012").get("/office/figures/").content.decode()
    assert "没有补正就受理的申请" in page
    assert "/office/figures/first-try/?" in page
    behind = signed_in("LT0012").get("/office/figures/first-try/?item=food-business-licence&side=yes").content.decode()
    assert case.number in behind
    assert case.number not in signed_in("LT0012").get("/office/figures/first-try/?side=no").content.decode()
    item = signed_in("LT0011").get("/office/items/food-business-licence/").content.decode()
    assert "这个事项的指标" in item


def test_a_figure_nobody_defined_and_days_nobody_can_read_do_no_harm() -> None:
    client = signed_in("LT0012")
    assert client.get("/office/figures/nonsense/").status_code == 404
    assert client.get("/office/figures/?from=soon&to=\x00&item='").status_code == 200
    assert signed_in("linwan").get("/office/figures/").status_code == 403
