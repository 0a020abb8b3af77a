"""The work list as a table: columns and clocks one chooses, views one keeps, nobody else's."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from tongban.doors.desk.showing import worklist
from tongban.registers.identity import queries as identity
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
WINDOW = "LT0003"


def at_desk(number: str) -> Client:
    found, client = identity.account_by_name(number), Client()
    assert found is not None
    client.force_login(found)
    return client


def test_the_table_has_the_columns_and_the_rows_one_asks_for() -> None:
    case, client = people.submitted(), at_desk(WINDOW)
    page = client.get("/desk/table/?c=number&c=channel&tab=all").content.decode()
    assert case.number in page
    assert "渠道" in page
    assert "<th scope=\"col\">认领人" not in page
    assert case.number not in client.get("/desk/table/?clock=overdue").content.decode()


def test_a_view_is_kept_by_its_name_opened_again_and_dropped_by_its_owner_only() -> None:
    client, other = at_desk(WINDOW), at_desk("LT0004")
    kept = client.post("/desk/table/?clock=near&c=number&nonsense=1", {"name": "快到的件"})
    assert kept["Location"] == "/desk/table/?tab=all&clock=near&c=number"
    view = tasks.views_of(people.actor(WINDOW))[0]
    assert "快到的件" not in other.get("/desk/table/").content.decode()
    other.post(f"/desk/table/views/{view.pk}/removal/")
    assert tasks.views_of(people.actor(WINDOW)) == [view]
    client.post(f"/desk/table/views/{view.pk}/removal/")
    assert not tasks.views_of(people.actor(WINDOW))


def test_a_view_without_a_name_is_refused_beside_the_button() -> None:
    answer = at_desk(WINDOW).post("/desk/table/", {"name": "  "})
    assert answer.status_code == 422
    assert "起个名字" in answer.content.decode()


def cells(client: Client, asks: str) -> list[str]:
    """The numbers of the cases in the table, from above."""
    page = client.get(f"/desk/table/?c=number&{asks}").content.decode()
    return re.findall(r"<td>(LT-\d{8}-\d{6})</td>", page)


def test_a_head_orders_by_its_column_upwards_then_downwards_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist, "SHOWN", 2)
    first, second, third = (people.submitted(people.ALLOWANCE).number for _ in range(3))
    client = at_desk(WINDOW)
    head = client.get("/desk/table/?c=number").content.decode()
    assert 'href="?tab=all&amp;sort=number&amp;c=number"' in head
    assert cells(client, "sort=number") == [first, second]
    page = client.get("/desk/table/?c=number&sort=-submitted").content.decode()
    assert cells(client, "sort=-submitted") == [third, second]
    further = re.search(r'href="\?([^"]+)" rel="next"', page)
    assert further is not None
    assert cells(client, further[1].replace("&amp;", "&")) == [first]


def test_a_kept_view_of_one_applicant_and_area_is_handled_as_a_batch() -> None:
    case, other = people.submitted(), people.submitted(people.ALLOWANCE)
    client = at_desk(WINDOW)
    form = {"applicant": case.applicant_name[-4:], "area": "999001", "c": "number"}
    asks = client.post("/desk/table/", form)["Location"].removeprefix("/desk/table/")
    assert "applicant" not in asks
    assert quote(case.applicant_name[-4:]) not in asks
    assert cells(client, asks[1:]) == [case.number]
    assert cells(client, "area=999002") == []
    kept = client.post(f"/desk/table/{asks}", {"name": "这家企业"})["Location"]
    view = tasks.views_of(people.actor(WINDOW))[0]
    raw = "select asks from tasks_view where id = %s"
    with connection.cursor() as cursor:
        cursor.execute(raw, [view.pk])
        assert "applicant" not in cursor.fetchone()[0]
    page = client.get(kept).content.decode()
    pick = re.search(r'name="pick" value="([\w-]+)"', page)
    assert pick is not None
    form = {"act": "claim", "pick": pick[1], "step": "do", "key": "1", "back": view.asks}
    done = client.post("/desk/batch/", form).content.decode()
    assert "已办 1 件" in done
    assert f"/desk/table/?{view.asks.replace('&', '&amp;')}" in done
    assert tasks.open_of(case.subject)[0].claimed_by == people.clerk().id
    assert not tasks.open_of(other.subject)[0].claimed_by


def test_a_batch_offers_what_ones_posts_may_do() -> None:
    people.accepted()
    people.submitted()
    window, review = (at_desk(number).get("/desk/table/").content.decode() for number in (WINDOW, "LT0101"))
    assert "批量受理" in window
    assert "批量签署同意" not in window
    assert "批量签署同意" in review
    assert "批量受理" not in review
