"""The work list as a table: columns and clocks one chooses, views one keeps, nobody else's."""

from __future__ import annotations

import pytest
from django.test import Client

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
