"""A code is opened, shown and found again at the desk; who has none of it sees none of it."""

from __future__ import annotations

import pytest

from tongban.doors.portal.tests.walking import browser
from tongban.registers.codes import actions, queries
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_from_opening_my_code_to_the_desk_that_scans_it_and_back_to_my_record() -> None:
    me, mine, desk = people.grandmother(), browser("henainai"), browser("LT0101")
    case = people.submitted(people.ALLOWANCE)
    assert "开通我的码" in mine.get("/my/code/").content.decode()
    mine.post("/my/code/")
    page = mine.get("/my/code/").content.decode()
    assert "30 秒内有效" in page
    assert 'http-equiv="refresh"' in page
    code = queries.code_of(me.applicant)
    assert code is not None
    said = {"code": queries.show(code).text, "purpose": "查进度"}
    found = desk.post("/desk/scan/", said, follow=True)
    assert case.applicant_name in found.content.decode()
    again = desk.post("/desk/scan/", said)
    assert again.status_code == 409
    assert "只能使用一次" in again.content.decode()
    assert "查进度" in mine.get("/my/code/").content.decode()
    assert "查进度" in mine.get("/my/data/").content.decode()


def test_offline_codes_fit_on_a_page_and_a_wall_s_code_opens_its_services() -> None:
    mine = browser("henainai")
    actions.open_code(people.grandmother())
    page = mine.post("/my/code/offline/", {"device": "老年机"}, follow=True).content.decode()
    assert page.count('class="qr"') == 24
    wall = browser("henainai").get(f"/place/{queries.place_code('lanting-hall')}/").content.decode()
    assert "澜汀市政务服务中心" in wall
    assert "签名相符" in wall
