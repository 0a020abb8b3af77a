"""One form, one submission, several licences under one number; anybody may hold them against the city.

The same is walked with a mouse in `tests/walk/test_packages.py`.
"""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser
from tongban.registers.licences import queries as licences
from tongban.work.packages import queries
from tongban.work.packages.tests import helping
from tongban.work.packages.tests.test_following import NEW
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
LICENCES = {"registration": "营业执照", "food": "食品经营许可证", "fire": "公众聚集场所消防安全检查意见书"}


def test_one_application_ends_with_several_licences() -> None:
    run = helping.submitted(me=people.actor("linwan"), **{**NEW, "premises.area": "320"})
    filed = [one.name for one in queries.lanes(run) if one.state == "filed"]
    assert filed == ["registration"]  # nothing can be licensed to a shop that is not there yet
    for name in ("registration", "food", "sign", "fire"):
        run = helping.grant(run, name)
    shown = browser("linwan").get(f"/my/packages/{run.number}/").content.decode()
    assert "4 个事项中，4 个已准予" in shown
    for name, title in LICENCES.items():
        (given,) = licences.from_source(helping.lane(run, name).case.subject)
        assert given.type.title == title
        assert title in shown.rpartition("全部结果")[2]
        told = Client().get(f"/v/{given.code}").content.decode()
        assert "有效" in told
        assert NEW["shop.name"] in told
