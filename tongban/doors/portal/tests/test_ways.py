"""Four ways lead to the same guides: by theme, by what happens in a life, by department, by district."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.portal.looks.ways import EVENTS
from tongban.registers.catalogue.queries import THEMES

GUIDE = 'href="/services/food-business-licence/"'


@pytest.mark.parametrize("audience", EVENTS)
def test_every_event_names_themes_of_the_national_list_and_none_twice(audience: str) -> None:
    named = [code for _, themes in EVENTS[audience] for code in themes]
    assert set(named) <= set(THEMES[audience])
    assert len(named) == len(set(named))


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_each_way_ends_at_the_guide_and_a_district_says_where_its_hall_is() -> None:
    for address in ("/services/life/", "/services/departments/", "/area/999002/"):
        assert GUIDE in Client().get(address).content.decode(), address
    assert "青屿区政务服务中心" in Client().get("/area/999002/").content.decode()
    assert Client().get("/area/110101/").status_code == 404
