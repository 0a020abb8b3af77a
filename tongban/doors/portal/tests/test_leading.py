"""From one's own words, by a few questions, to one's own list, and into the form."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser, key_in
from tongban.work.cases import queries as cases
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
FOOD = "/guide-me/food-business-licence/"


def read(answer: Any) -> str:
    assert answer.status_code == 200, answer
    text: str = answer.content.decode()
    return text


def test_words_lead_to_items_and_say_what_they_chose(client: Client) -> None:
    page = read(client.get("/guide-me/", {"q": "我想开一家奶茶店"}))
    assert "食品经营许可（新办）" in page
    assert "会先选好：奶茶店、咖啡店" in page
    assert "没有听懂" in read(client.get("/guide-me/", {"q": "火星移民"}))


def test_what_words_chose_is_said_and_may_be_changed(client: Client) -> None:
    page = read(client.get(FOOD, {"_w": "奶茶"}))
    assert "根据您说的“奶茶”，已选：<b>奶茶店、咖啡店</b>" in page
    assert "change/" in page


def test_the_dialogue_ends_at_a_list_whose_address_holds_no_words_of_the_person(client: Client) -> None:
    told: dict[str, str] = {"_w": "奶茶,我叫林晚身份证990101"}
    for _ in range(8):
        answer = client.get(FOOD, told)
        if answer.status_code == 302:
            break
        told[answer.context["question"].code] = "1"
    assert answer.status_code == 302
    assert "list/" in answer["Location"]
    assert "990101" not in answer["Location"]
    page = read(client.get(answer["Location"]))
    assert "我的清单" in page
    assert "为您省去的" in page


def test_every_line_says_why(client: Client) -> None:
    told = {"what-kind": "0", "fumes": "0", "size": "0", "warehouse": "1", "agent": "0"}
    page = read(client.get(f"{FOOD}list/", told))
    assert "您选了“超过”" in page
    assert "201 " not in page
    assert "厨房是否产生油烟" in page


def test_a_condition_that_fails_is_said_at_once_with_its_law(client: Client) -> None:
    page = read(client.get("/guide-me/food-business-licence/list/", {"what-kind": "5"}))
    assert "不需要办这件事" in page


def test_no_answer_is_asked_for_and_a_question_may_be_passed(client: Client) -> None:
    assert "请先选一项" in read(client.get(FOOD, {"_at": "what-kind"}))
    passed = client.get(FOOD, {"what-kind": "-"})
    assert passed.context["question"].code != "what-kind"


@pytest.mark.parametrize("query", ["what-kind=99", "what-kind=x", "_at=nobody", "what-kind=%00", "_w=%2C%2C"])
def test_an_address_that_says_nonsense_begins_anew(client: Client, query: str) -> None:
    assert client.get(f"{FOOD}?{query}").context["question"].code == "what-kind"
    assert client.get(f"{FOOD}list/?{query}").status_code == 200


def test_the_list_is_a_paper_too(client: Client) -> None:
    answer = client.get(f"{FOOD}list.pdf", {"what-kind": "0", "size": "0"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_what_was_chosen_stands_in_the_application_and_is_said_to_be_chosen() -> None:
    mine = browser("linwan", people.owner().on_behalf)
    here = f"{FOOD}list/?_w=%E5%A5%B6%E8%8C%B6&size=0&warehouse=1&agent=0"
    page = mine.get(here)
    answer = mine.post(page.context["lead"].begin_address, {"area": "999001", "key": key_in(page)})
    case = cases.draft_for(people.owner(), answer["Location"].split("/")[2])
    assert case.data["business"] == {"form": "catering", "kinds": ["drinks"]}
    assert case.data["premises"].get("area") is None
    assert case.data["premises"]["warehouse"] is False
    shown = read(mine.get(f"{answer['Location']}p/business/"))
    assert "您在智能引导中选了“奶茶店、咖啡店”" in shown
