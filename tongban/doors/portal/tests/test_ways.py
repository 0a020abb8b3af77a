"""Four ways lead to the same guides: by theme, by what happens in a life, by department, by district."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tongban.doors.portal.looks.ways import EVENTS
from tongban.registers.catalogue.queries import THEMES
from tongban.registers.identity import queries as identity

GUIDE = 'href="/services/food-business-licence/"'


@pytest.mark.parametrize("audience", EVENTS)
def test_every_event_names_themes_of_the_national_list_and_none_twice(audience: str) -> None:
    named = [code for _, themes in EVENTS[audience] for code in themes]
    assert set(named) <= set(THEMES[audience])
    assert len(named) == len(set(named))


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_short_addresses_lead_to_the_list_and_keep_what_was_searched() -> None:
    client = Client()
    assert client.get("/search/?q=面馆")["Location"] == "/services/?q=%E9%9D%A2%E9%A6%86"
    assert client.get("/services/personal/")["Location"] == "/services/?audience=person"
    assert client.get("/services/business/?q=a")["Location"] == "/services/?q=a&audience=company"


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_a_department_a_hall_and_an_items_versions_have_pages_and_every_link_of_the_site_map_leads_somewhere() -> None:
    client = Client()
    assert "/services/food-business-licence/" in client.get("/departments/market-supervision/").content.decode()
    assert client.get("/departments/nobody/").status_code == client.get("/places/nowhere/").status_code == 404
    assert "/places/wangshu-hall/" in client.get("/places/").content.decode()
    assert "/services/food-business-licence/" in client.get("/places/wangshu-hall/").content.decode()
    assert "第 1 版" in client.get("/services/food-business-licence/versions/").content.decode()
    linked = re.findall(r'<li><a href="([^"]+)"', client.get("/sitemap/").content.decode())
    assert len(linked) > 20
    told = {one: client.get(one).status_code for one in linked}
    assert set(told.values()) <= {200, 302, 401}, told
    client.force_login(identity.account_by_name("LT0102"))  # at work nobody has a space of his own
    assert '"/my/' not in client.get("/sitemap/").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_each_way_ends_at_the_guide_and_a_district_says_where_its_hall_is() -> None:
    for address in ("/services/life/", "/services/departments/", "/area/999002/"):
        assert GUIDE in Client().get(address).content.decode(), address
    assert "青屿区政务服务中心" in Client().get("/area/999002/").content.decode()
    assert Client().get("/area/110101/").status_code == 404
