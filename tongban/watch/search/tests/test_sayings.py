"""What people said and did not find is counted without them, and given a meaning it is found at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tongban.kernel import time
from tongban.kernel.errors import NotAllowed
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.ledger import queries as ledger
from tongban.registers.synonyms import actions as synonyms
from tongban.watch.search import actions, jobs, queries
from tongban.watch.search.errors import NoSuchSaying
from tongban.watch.search.models import Saying
from tongban.watch.search.sayings import counted
from tools import people

WITH_A_TOWN = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
TELLING = [
    "身份证330102199003078888", "我的电话138 0013 8000", "１３８００１３８０００", "一三八零零一三八零零零",
    "沪A12345违章", "91310000MA1FL0XX4K", "护照E12345678", "me@example.com", "帐号6222-0200", "说" * 31, "说",
]  # fmt: skip


@pytest.mark.parametrize("sentence", TELLING)
def test_what_may_tell_who_said_it_is_not_counted(sentence: str) -> None:
    assert counted(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "said"), [("开 夜宵摊！", "开夜宵摊"), ("12345热线", "12345热线"), ("開夜宵攤", "开夜宵摊")]
)
def test_the_words_of_the_matter_are_counted_as_they_are_compared(sentence: str, said: str) -> None:
    assert counted(sentence) == said


class TestCounting:
    pytestmark = WITH_A_TOWN

    def test_what_led_nowhere_is_listed_by_how_often_and_a_meaning_takes_it_off_and_is_found(self) -> None:
        jobs.keep_all()
        word = "半夜烤串摊"
        assert catalogue.meant(word) == []
        for _ in range(3):
            actions.hear(word, "search", found=False)
        actions.hear(word, "guide", found=False)
        actions.hear("落户", "search", found=True, nearly=[("household-registration-birth", "新生儿落户")])
        rows, more = queries.unanswered()
        assert [(r.said, r.times, r.missed, r.left) for r in rows] == [(word, 4, 4, 0), ("落户", 1, 0, 1)]
        assert (rows[0].where, rows[1].nearly[0][1]) == ("帮我找、搜索", "新生儿落户")
        assert not more
        assert queries.unanswered(limit=1)[1] == word
        assert [r.said for r in queries.unanswered(after=word)[0]] == ["落户"]
        synonyms.add_synonym(people.actor("LT0011"), word, "食品经营许可")
        assert [r.said for r in queries.unanswered()[0]] == ["落户"]
        assert queries.search(f"我想摆个{word}").hits[0].key == "food-business-licence"
        assert catalogue.meant(f"我想摆个{word}")[0].item.code == "food-business-licence"
        actions.follow("落户", "search")
        assert queries.unanswered()[0] == []

    def test_what_was_opened_without_having_been_said_is_not_counted(self) -> None:
        actions.follow("从没说过", "search")
        assert queries.unanswered()[0] == []

    def test_an_operator_takes_a_name_out_and_the_ledger_does_not_repeat_it(self) -> None:
        actions.hear("找王小明", "search", found=False)
        with pytest.raises(NotAllowed):
            actions.forget_saying(people.actor("LT0101"), "找王小明")
        actions.forget_saying(people.actor("LT0011"), "找王小明")
        assert queries.unanswered()[0] == []
        assert "王小明" not in str([row.line for row in ledger.recent("search.SayingForgotten")])
        with pytest.raises(NoSuchSaying):
            actions.forget_saying(people.actor("LT0011"), "找王小明")

    def test_what_was_said_is_cleared_after_ninety_days(self) -> None:
        for days in (91, 89):
            with time.held(time.now() - timedelta(days=days)):
                actions.hear("开夜宵摊", "search", found=False)
        jobs.keep_all()
        assert [row.day for row in Saying.objects.all()] == [time.today() - timedelta(days=89)]
