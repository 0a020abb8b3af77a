"""Urgent looks on the pages: asked for at the desk, granted in the office, read with a countdown, ended, reviewed."""

from __future__ import annotations

import re

import pytest

from tongban.doors.desk.tests.stories import signed_in
from tongban.registers.openings import queries
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
ASK = {"about": "case", "ground": "life", "reason": "燃气泄漏，需要联系负责人", "basis": "应急预案", "minutes": "20"}


@pytest.fixture(scope="module")
def case(lasting: None) -> Case:
    return people.submitted()


def test_asked_granted_read_ended_and_reviewed_on_five_pages(case: Case) -> None:
    clerk, second, auditor = (signed_in(name) for name in ("LT1701", "LT2012", "LT2013"))
    lacking = clerk.post("/desk/openings/", ASK | {"number": case.number, "reason": "急"})
    assert lacking.status_code == 422
    assert "10 到 200 个字" in lacking.content.decode()
    assert str(case.number) in lacking.content.decode()  # nothing typed is lost
    clerk.post("/desk/openings/", ASK | {"number": case.number})
    (row,) = queries.mine(people.actor("LT1701"))
    page, office = f"/desk/openings/{row.pk}/", f"/office/openings/{row.pk}/"
    assert "等待安全管理员" in clerk.get(page).content.decode()
    assert clerk.get(office).status_code == 403
    assert second.get(page).status_code == 404
    assert "等您批准" in second.get("/office/openings/").content.decode()
    second.post(office, {"act": "grant"})
    said = clerk.get(page).content.decode()
    assert "还剩 20 分钟" in said
    assert "12000000001" not in said  # half hidden, since the whole was not asked for
    picture = re.search(r'href="([^"]+\.jpg)"', said)
    assert picture is not None
    assert clerk.get(picture[1])["Content-Type"] == "image/jpeg"
    assert clerk.get(f"/desk/cases/{case.number}/").status_code == 404
    clerk.post(f"{page}end/")
    assert "已结束，共查看 2 次" in clerk.get(page).content.decode()
    assert clerk.get(picture[1]).status_code == 409
    assert auditor.post(office, {"act": "review", "finding": "unjustified"}).status_code == 422
    auditor.post(office, {"act": "review", "finding": "justified"})
    assert "理由充分" in clerk.get(page).content.decode()
