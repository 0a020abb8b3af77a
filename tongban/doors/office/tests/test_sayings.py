"""How an operator sees what people said in vain, and gives it a meaning in one step."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.office.tests.test_pages import signed_in
from tongban.registers.synonyms import queries
from tongban.watch.search import jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
WORD = "半夜烤串摊"
MEANS = "食品经营许可"


@pytest.fixture
def operator() -> Client:
    return signed_in("LT0011")


def said_in_vain(client: Client) -> None:
    for page in ("/services/", "/services/", "/guide-me/"):
        client.get(page, {"q": WORD})


def test_one_step_from_what_was_said_in_vain_to_what_is_found_by_search_and_guidance(
    client: Client, operator: Client
) -> None:
    jobs.keep_all()
    said_in_vain(client)
    client.get("/services/", {"q": "我的电话13800138000"})
    rows = operator.get("/office/sayings/").context["rows"]
    assert [(one.said, one.times) for one in rows] == [(WORD, 3)]
    asked = {"word": WORD, "means": MEANS, "back": "sayings", "key": "once"}
    for _ in range(2):  # sent twice, done once
        answer = operator.post("/office/synonyms/added/", asked, follow=True)
        assert "先找到" in answer.content.decode()
    assert answer.context["rows"] == []
    for page in ("/services/", "/guide-me/"):
        assert "/services/food-business-licence/" in client.get(page, {"q": WORD}).content.decode().replace(
            "/guide-me/food-business-licence/", "/services/food-business-licence/"
        )


def test_who_opens_what_was_found_is_counted_as_led_on_and_choosing_among_it_is_no_new_search(
    client: Client, operator: Client
) -> None:
    jobs.keep_all()
    here = "http://testserver/services/?q=%E9%9D%A2%E9%A6%86"
    client.get("/services/", {"q": "面馆"})
    client.get("/services/", {"q": "面馆", "sort": "days"}, headers={"referer": here})
    client.get("/services/", {"q": "面馆"}, headers={"referer": here})
    assert [(r.said, r.times, r.left) for r in operator.get("/office/sayings/").context["rows"]] == [("面馆", 1, 1)]
    client.get("/services/food-business-licence/", headers={"referer": here})
    assert operator.get("/office/sayings/").context["rows"] == []


def test_a_synonym_is_changed_switched_off_and_refused_with_what_was_typed(operator: Client) -> None:
    operator.post("/office/synonyms/added/", {"word": WORD, "means": MEANS})
    page = f"/office/synonyms/changed/?word={WORD}&means={MEANS}"
    refused = operator.post(page, {"word": "摊", "means": MEANS, "note": "夜市常用"})
    assert refused.status_code == 422
    assert "夜市常用" in refused.content.decode()
    assert queries.known(WORD, MEANS) is not None
    operator.post(page, {"word": "夜市烤串", "means": MEANS, "note": "夜市常用"})
    assert queries.known(WORD, MEANS) is None
    assert "夜市烤串" in operator.get("/office/synonyms/", {"q": "夜市"}).content.decode()
    operator.post("/office/synonyms/removed/", {"word": "夜市烤串", "means": MEANS, "q": "夜市"})
    assert queries.known("夜市烤串", MEANS) is None
    assert operator.get(page).status_code == 404


def test_only_operators_see_what_people_said() -> None:
    assert signed_in("LT0012").get("/office/sayings/").status_code == 403
