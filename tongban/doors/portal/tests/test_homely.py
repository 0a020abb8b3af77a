"""The first page and the pages that go with a person: real figures, who I am at every step, the elderly asked once."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from tongban.doors.portal.looks import finding
from tongban.doors.portal.tests.walking import browser, key_in
from tongban.registers.catalogue import queries as catalogue
from tongban.watch.indicators.jobs import gather
from tongban.watch.ratings import actions as ratings
from tongban.watch.ratings import queries as rated
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.fixture(autouse=True)
def counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are kept for minutes; each test begins with none."""
    monkeypatch.setattr(finding, "_rated", [])
    monkeypatch.setattr(finding, "_kept", [])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_what_people_said_is_counted_on_the_first_page_and_puts_items_in_order(client: Client) -> None:
    assert "次评价" not in text(client, "/")
    invitation = rated.invitation_of(people.closed(people.ALLOWANCE))
    assert invitation is not None
    ratings.rate(people.grandmother(), invitation.token, level=4)
    finding._rated.clear()
    home = text(client, "/")
    assert re.search(r"4\.0</b> 分（满分 5 分，<b class=\"num\">1</b> 次评价", home)
    assert "办不成事" in home
    best = client.get("/services/?sort=rating")
    assert best.context["found"][0][0].code == people.ALLOWANCE
    assert "（1 人评价）" in best.content.decode()


def test_an_empty_search_box_offers_what_is_asked_for_most(client: Client) -> None:
    people.submitted(people.ALLOWANCE)
    people.placed()
    gather()
    page = text(client, "/search/suggestions/")
    assert "大家常办" in page
    assert f"/services/{people.ALLOWANCE}/" in page


def test_who_is_sixty_is_offered_the_elderly_mode_until_he_says_yes_or_no() -> None:
    offer, elder = "换成长者版", browser("henainai")
    assert offer not in text(browser("linwan"), "/my/")
    assert offer in text(elder, "/my/")
    elder.post("/modes/", {"elder": "0", "next": "/my/"})
    assert offer not in text(elder, "/my/")


def test_inside_an_application_it_is_said_in_whose_name_and_how_to_change_it() -> None:
    case = people.draft(people.ALLOWANCE)
    elder = browser("henainai")
    for address in (f"/apply/{case.pk}/p/elder/", f"/apply/{case.pk}/materials/", f"/apply/{case.pk}/check/"):
        page = text(elder, address)
        assert f"以 <b>{people.grandmother().name}</b> 的身份办理" in page
        assert f'href="/identity/?next={address}"' in page


def test_the_bar_at_the_bottom_has_my_code_raised_in_its_middle() -> None:
    bar = re.search(r'<nav class="tabbar.*?</nav>', text(browser("henainai"), "/my/"), re.S)
    assert bar is not None
    links = re.findall(r'<a (?:class="(\w+)" )?href="([^"]+)"', bar[0])
    assert [address for _, address in links] == ["/", "/services/", "/my/code/", "/my/messages/", "/my/"]
    assert [address for how, address in links if how == "raised"] == ["/my/code/"]


def test_what_i_keep_stands_among_my_favourites_and_on_the_first_page() -> None:
    me, title = browser("henainai"), catalogue.item(people.ALLOWANCE).title
    guide = me.get(f"/services/{people.ALLOWANCE}/")
    me.post(f"/services/{people.ALLOWANCE}/favourite/", {"key": key_in(guide), "next": "/my/favourites/"})
    assert title in text(me, "/my/favourites/")
    assert "我的收藏" in text(me, "/")
    me.post(f"/services/{people.ALLOWANCE}/favourite/", {"key": "D" * 20, "drop": "1"})
    assert title not in text(me, "/my/favourites/")


def test_a_mailbox_is_proved_by_its_code_and_messages_go_there_as_preferred() -> None:
    me = browser("henainai")
    assert "邮箱" in text(me, "/my/messages/mailbox/")
    assert me.post("/my/messages/mailbox/", {"address": "not a mailbox", "key": "A" * 20}).status_code in (409, 422)
    assert mail.outbox == []
    assert me.post("/my/messages/preferences/", {"quiet": "yes", "key": "B" * 20}).status_code == 302
    page = text(me, "/my/messages/preferences/")
    assert re.search(r'name="quiet"[^>]*checked', page)
    assert not re.search(r'name="sms" value="service" checked', page)
