"""Finding items: by what people say, by theme, by department, page by page."""

from __future__ import annotations

from typing import Any

import pytest

from tongban.kernel.actor import Actor
from tongban.registers.catalogue import actions, folder, queries
from tongban.registers.catalogue.tests.town import ITEMS, small

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system()
ACTS = ("cancellation", "change", "renewal", "replacement")  # of a licence that is held


@pytest.fixture
def offered() -> None:
    food = sorted((ITEMS / "market").glob("food-*"))
    for path in folder.folders([*food, ITEMS / "city", ITEMS / "welfare" / "old-age-allowance"]):
        actions.publish(SYSTEM, folder.load(path))


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("食品经营许可", "food-business-licence"),
        ("开小饭店", "food-business-licence"),
        ("奶茶店", "food-business-licence"),
        ("我想开一家奶茶店", "food-business-licence"),
        ("nctea", ""),
        ("naichadian", "food-business-licence"),
        ("spjy", "food-business-licence"),
        ("ＳＰＪＹ", "food-business-licence"),
        ("Food business", "food-business-licence"),
        ("高龄补贴", "old-age-allowance"),
        ("老年津贴怎么领", "old-age-allowance"),
        ("laonian", "old-age-allowance"),
        ("广告牌", "outdoor-advertising"),
        ("hwgg", "outdoor-advertising"),
        ("没有这种事", ""),
        ("'; drop table", ""),
        ("%", ""),
    ],
)
def test_people_find_an_item_by_their_own_words(said: str, code: str) -> None:
    found = [item.code for item in queries.items(q=said)]
    assert (found[0] if found else "") == code


@pytest.mark.usefixtures("offered")
def test_lists_can_be_narrowed_by_audience_theme_and_department() -> None:
    assert [i.code for i in queries.items("person")] == ["old-age-allowance"]
    food = ["food-business-licence", *(f"food-licence-{act}" for act in ACTS)]
    assert {i.code for i in queries.items("company")} == {*food, "outdoor-advertising"}
    assert [i.code for i in queries.items("company", "010")] == food
    assert [i.code for i in queries.items(department="city-management")] == ["outdoor-advertising"]
    assert queries.items("person", "010") == []


@pytest.mark.usefixtures("offered")
def test_themes_come_with_their_counts_in_the_national_order() -> None:
    person = {theme.code: theme for theme in queries.themes("person")}
    assert (person["065"].name, person["065"].count, person["005"].count) == ("优待抚恤", 1, 0)
    assert list(person) == sorted(person)
    assert queries.themes("nobody") == []


def test_an_exact_name_comes_before_one_that_only_begins_alike() -> None:
    actions.publish(SYSTEM, small(code="aa", title={"zh": "卖唱登记变更"}, alias=[]))
    actions.publish(SYSTEM, small(code="bb", title={"zh": "街头演艺"}, alias=["卖唱登记"]))
    assert [i.code for i in queries.items(q="卖唱登记")] == ["bb", "aa"]


def test_pages_hold_every_item_once() -> None:
    codes = [f"item-{n}" for n in range(10, 17)]
    for code in codes:
        actions.publish(SYSTEM, small(code=code))
    seen, after = [], ""
    while page := queries.items(q="街头", after=after, limit=3):
        seen += [item.code for item in page]
        after = page[-1].page_key
    assert seen == codes


@pytest.mark.usefixtures("offered")
def test_a_list_asks_the_database_once(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert [item.current.number for item in queries.items("company", q="许可")]
