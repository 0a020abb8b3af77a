"""From everyday words and a few answers to one's own situation."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tongban.registers.catalogue import examples, folder
from tongban.registers.catalogue.kinds import BadItem, Definition
from tongban.registers.catalogue.kinds.situated import Situated, heard
from tongban.registers.catalogue.tests.town import small

ROOT = Path(__file__).resolve().parents[4] / "items"
TODAY = {"today": date(2026, 11, 27)}


@cache
def item(path: str) -> Definition:
    return folder.load(ROOT / path)


def asking(words: tuple[str, ...] = ("大声", "乐队"), **changes: Any) -> Definition:
    """The small item with a question whose options list everyday words."""
    options = [{"label": "响", "set": {"act": {"loud": 95}}, "words": list(words)},
               {"label": "不响", "set": {"act": {"loud": 40}}, "words": ["安静", "哑剧"]}]  # fmt: skip
    return Definition.of(small(situations={"noise": {"ask": "响不响？", "options": options}}, **changes))


def test_what_is_asked_first_decides_most() -> None:
    food = Situated(item("market/food-business-licence"), TODAY)
    first = food.next({})
    assert first is not None
    assert first.code == "what-kind"


def test_a_question_that_the_form_would_not_ask_is_not_asked_here() -> None:
    food = Situated(item("market/food-business-licence"), TODAY)
    tea = {"what-kind": 1}
    asked = set()
    while (question := food.next(tea)) is not None:
        asked.add(question.code)
        tea[question.code] = 0
    assert "fumes" not in asked


def test_an_answer_that_leads_elsewhere_ends_the_questions() -> None:
    food = Situated(item("market/food-business-licence"), TODAY)
    assert food.next({"what-kind": 5}) is None
    assert food.stop({"what-kind": 5}) is not None


def test_what_registers_know_is_not_asked() -> None:
    known = {**TODAY, "applicant": {"age": 82}}
    old = Situated(item("welfare/old-age-allowance"), known, frozenset({"applicant.age"}))
    assert old.followed == {"age"}
    assert "age" not in {one.question.code for one in old.asking.open({})}
    assert old.facts({"age": 1})["applicant"]["age"] == 82


@pytest.mark.parametrize("path", ["market/food-business-licence", "security/identity-card", "health/birth-registration",
                                  "welfare/old-age-allowance", "city/outdoor-advertising"])  # fmt: skip
def test_asking_only_what_matters_comes_to_the_same_list_as_asking_everything(path: str) -> None:
    definition = item(path)
    one = Situated(definition, TODAY)
    for truth in product(*(range(len(s.options)) for s in definition.situations)):
        every = {s.code: n for s, n in zip(definition.situations, truth, strict=True)}
        chosen: dict[str, int] = {}
        while (question := one.next(chosen)) is not None:
            chosen[question.code] = every[question.code]
        assert one.outcome(chosen) == one.outcome(every)


def test_an_application_begins_with_what_was_chosen_and_never_with_a_figure_that_stands_for_many() -> None:
    food = Situated(item("market/food-business-licence"), TODAY)
    carried = food.carried({"what-kind": 1, "size": 0, "warehouse": 1})
    assert carried["business.form"][0] == "catering"
    assert carried["premises.warehouse"] == (False, "没有")
    assert "premises.area" not in carried


def test_words_choose_an_option_and_two_claims_choose_none() -> None:
    definition = asking()
    assert [(h.word, h.option) for h in heard(definition, "我们乐队想在街头表演")] == [("乐队", 0)]
    assert heard(definition, "乐队还是哑剧？")[0].option is None
    assert heard(definition, "随便看看") == []


def test_a_longer_word_is_heard_before_the_one_inside_it() -> None:
    assert heard(asking(words=("哑剧配乐",)), "哑剧配乐")[0].option == 0


def test_a_word_of_one_character_and_a_word_for_two_options_are_refused() -> None:
    with pytest.raises(BadItem, match="太短"):
        asking(words=("响",))
    with pytest.raises(BadItem, match="选不出"):
        asking(words=("安静",))


def test_an_example_may_say_which_situation_words_choose_and_must_hold() -> None:
    given = small()["examples"]
    right = {**given, "a band": {"words": "乐队表演", "expect": {"situation": {"noise": "响"}}}}
    assert examples.check(asking(examples=right)) == []
    wrong = {**given, "a band": {"words": "乐队表演", "expect": {"situation": {"noise": "不响"}}}}
    assert "不成立" in str(examples.check(asking(examples=wrong))[0])
    with pytest.raises(BadItem, match="没有情形"):
        asking(examples={**given, "a band": {"words": "乐队", "expect": {"situation": {"noise": "轻"}}}})
