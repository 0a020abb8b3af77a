"""How often a page asks the database: a number that grows with what is shown is found here, before anybody waits."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tongban.registers.calendar import queries as holidays
from tongban.work.approvals.tests.test_around_the_steps import to_decide
from tools import people

pytestmark = pytest.mark.usefixtures("town")
ORDINARY, CASE = 12, 30  # a page; the page of one case, which shows everything about it


@pytest.fixture(autouse=True)
def a_quick_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process looks for newer notices of holidays once a second: on a slow machine that would fall on any page."""
    monkeypatch.setattr(holidays, "FRESH", 3600.0)


def _client(role: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    if role:
        client.post(f"/demo/roles/{role}/")
    return client


def queries(path: str, role: str = "") -> list[str]:
    """What one look asks; the second one, as the first fills caches and is itself a fact."""
    client = _client(role)
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return [query["sql"] for query in caught.captured_queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]


def told(asked: list[str]) -> str:
    return f"{len(asked)} queries:\n" + "\n".join(sql[:160] for sql in asked)


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("/", ""), ("/services/", ""), (f"/services/{people.FOOD}/", ""), ("/my/", "henainai"),
        ("/my/cases/", "henainai"), ("/my/drafts/", "henainai"), ("/desk/", "zhouji"), ("/office/", "suheng"),
        ("/demo/", ""), (f"/api/v1/items/{people.FOOD}", ""),
    ],
)  # fmt: skip
def test_a_page_asks_at_most_twelve_times(path: str, role: str) -> None:
    for _ in range(3):
        people.submitted(people.ALLOWANCE)
    asked = queries(path, role)
    assert len(asked) <= ORDINARY, told(asked)


@pytest.mark.parametrize("state", ["submitted", "accepted", "closed"])
def test_the_applicants_page_of_a_case_asks_at_most_thirty_times(state: str) -> None:
    case = people.STATES[state](people.ALLOWANCE)
    asked = queries(f"/my/cases/{case.number}/", "henainai")
    assert len(asked) <= CASE, told(asked)


@pytest.mark.parametrize("view", ["now", "form", "materials", "checks", "flow", "opinions", "log"])
@pytest.mark.parametrize(
    ("state", "role"), [("submitted", "zhouji"), ("accepted", "zhouyuanhang"), ("decided", "guzhiyuan")]
)
def test_the_desks_page_of_a_case_asks_at_most_thirty_times(state: str, role: str, view: str) -> None:
    case = people.STATES[state](people.FOOD)
    asked = queries(f"/desk/cases/{case.number}/?view={view}", role)
    assert len(asked) <= CASE, told(asked)


@pytest.mark.parametrize("view", ["now", "opinions", "log"])
def test_neither_does_that_of_one_who_signs_last(view: str) -> None:
    case = to_decide()
    people.sign(case, "decide", me=people.reviewer())
    asked = queries(f"/desk/cases/{case.number}/?view={view}", "guzhiyuan")
    assert "待复核" in _client("guzhiyuan").get("/desk/").content.decode()
    assert len(asked) <= CASE, told(asked)


def test_a_longer_work_list_asks_no_more_often() -> None:
    people.submitted()
    few = len(queries("/desk/", "zhouji"))
    for _ in range(4):
        people.submitted(people.ALLOWANCE)
    assert len(queries("/desk/", "zhouji")) == few


def test_more_cases_of_mine_ask_no_more_often() -> None:
    people.accepted(people.ALLOWANCE)
    few = len(queries("/my/cases/", "henainai"))
    for _ in range(3):
        people.accepted(people.ALLOWANCE)
    assert len(queries("/my/cases/", "henainai")) == few
