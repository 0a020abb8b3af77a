"""How an operator imports the yearly notice of holidays, and what he sees before he does."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.doors.office.tests.test_pages import signed_in
from tongban.engines.clocks import Calendar
from tongban.kernel import time
from tongban.registers.calendar import queries
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SOURCE = "https://www.gov.cn/zhengce/content/notice.htm"
CHECK, IMPORT = "/office/calendar/check/", "/office/calendar/notices/"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    yield
    queries._seen = None


@pytest.fixture
def operator() -> Client:
    return signed_in("LT0011")


def notice() -> str:
    """The next five working days off: whatever is open now moves."""
    known, today = Calendar.standard(), time.today()
    off = [known.add(today, n).isoformat() for n in range(1, 6)]
    rows = [{"name": "特别假期", "date": day, "isOffDay": True} for day in off]
    return json.dumps({"year": int(off[0][:4]), "papers": [SOURCE], "days": rows})


def test_the_page_names_the_years_and_where_they_come_from(operator: Client) -> None:
    html = operator.get("/office/calendar/").content.decode()
    assert "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm" in html
    assert "随程序提供" in html


def test_nobody_else_gets_in(lanting: None) -> None:
    for account in ("LT0012", "LT0101", "linwan"):
        assert signed_in(account).get("/office/calendar/").status_code == 403
        for path in (CHECK, IMPORT):
            assert signed_in(account).post(path, {"text": notice()}).status_code == 403
    assert Client().get("/office/calendar/").status_code == 302


def test_the_preview_names_the_case_that_would_move_and_keeps_nothing(operator: Client) -> None:
    case = people.submitted()
    html = operator.post(CHECK, {"text": notice(), "source": SOURCE}).content.decode()
    assert case.number
    assert case.number in html
    assert "受理答复" in html
    assert "特别假期" in html
    assert queries.not_applied() == []


def test_a_confirmed_notice_is_imported_once_however_often_it_is_sent(operator: Client) -> None:
    form = {"text": notice(), "source": SOURCE, "sure": "yes", "key": "k1"}
    for _ in range(2):
        assert operator.post(IMPORT, form).status_code == 302
    assert len(queries.not_applied()) == 1
    html = operator.get("/office/calendar/").content.decode()
    assert "苏衡" in html
    assert "正在重新推算" in html


def test_without_the_confirmation_or_an_address_nothing_is_imported_and_the_page_says_so(operator: Client) -> None:
    answer = operator.post(IMPORT, {"text": notice(), "source": SOURCE, "key": "k2"})
    assert answer.status_code == 422
    assert "请先勾选" in answer.content.decode()
    answer = operator.post(IMPORT, {"text": notice(), "source": "", "sure": "yes", "key": "k3"})
    assert answer.status_code == 422
    assert "请填写通知的网址" in answer.content.decode()
    assert queries.not_applied() == []


@pytest.mark.parametrize("text", ["", "x", "[]", '{"year": 2027, "days": []}', "\x00"])
def test_any_text_gets_a_sentence_on_the_page(operator: Client, text: str) -> None:
    for path in (CHECK, IMPORT):
        answer = operator.post(path, {"text": text, "source": SOURCE, "sure": "yes", "key": "k4"})
        assert answer.status_code == 422
        assert "放假安排" in answer.content.decode()


def test_a_file_may_be_uploaded(operator: Client) -> None:
    file = SimpleUploadedFile("2027.json", notice().encode(), "application/json")
    assert operator.post(CHECK, {"file": file, "source": SOURCE}).status_code == 200
    picture = SimpleUploadedFile("x.json", b"\xff\xfe\x00", "application/json")
    assert operator.post(CHECK, {"file": picture}).status_code == 422
    big = SimpleUploadedFile("x.json", b" " * 300_000, "application/json")
    assert operator.post(CHECK, {"file": big}).status_code == 422


def test_what_is_known_already_is_not_imported_again(operator: Client) -> None:
    operator.post(IMPORT, {"text": notice(), "source": SOURCE, "sure": "yes", "key": "k5"})
    answer = operator.post(CHECK, {"text": notice(), "source": SOURCE})
    assert answer.status_code == 409
    assert "完全相同" in answer.content.decode()
