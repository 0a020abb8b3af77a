"""What people type leads to what they mean, and says why."""

from __future__ import annotations

import pytest

from tongban.kernel.actor import Actor
from tongban.registers.catalogue import actions as catalogue
from tongban.registers.synonyms import actions as synonyms
from tongban.watch.search import jobs, queries
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SAMPLE = {
    "我想开个面馆": "food-business-licence", "食品經營許可": "food-business-licence", "jzz": "residence-permit",
    "juzhuzheng": "residence-permit", "居住正怎么办": "residence-permit", "ＪＺＺ": "residence-permit",
    "香烟证": "tobacco-retail-licence", "身份证丢了怎么办": "identity-card", "拉货": "road-freight-licence",
    "敬老卡": "old-age-allowance", "准生证": "birth-registration", "孩子上户口": "household-registration-birth",
    "开公司": "company-registration", "自由职业交社保有补贴吗": "flexible-employment-subsidy",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _findable(town: None) -> None:
    jobs.keep_all()


def test_a_sample_of_the_golden_set_is_among_the_first_three() -> None:
    found = {said: [hit.key for hit in queries.search(said).of("item")[:3]] for said in SAMPLE}
    assert {said: found[said] for said, code in SAMPLE.items() if code not in found[said]} == {}


def test_a_result_says_why_it_was_found() -> None:
    assert queries.search("香烟证").hits[0].why == "近义：香烟证 → 烟草专卖零售许可"
    assert queries.search("jzz").of("item")[0].why == "按拼音首字母"
    assert queries.search("juzhuzheng").of("item")[0].why == "按拼音"


@pytest.mark.parametrize("said", ["", " ", "、，", "\x00", "火星移民", "q", "a" * 5000, "'; drop table", "%_\\"])
def test_what_means_nothing_finds_nothing_and_breaks_nothing(said: str) -> None:
    assert len(queries.search(said).hits) == 0


def test_a_word_an_operator_adds_leads_there_at_once() -> None:
    assert queries.search("整个烟火铺").of("item") == []
    synonyms.add_synonym(people.actor("LT0011"), "烟火铺", "烟草专卖零售许可")
    assert queries.search("整个烟火铺").of("item")[0].key == "tobacco-retail-licence"


def test_what_is_no_longer_offered_is_no_longer_found() -> None:
    catalogue.withdraw_item(Actor.system(), "residence-permit", manner="suspend", reason="系统升级")
    jobs.keep_item("residence-permit")
    assert "residence-permit" not in [hit.key for hit in queries.search("居住证").hits]


def test_keeping_again_changes_nothing() -> None:
    assert jobs.keep_all() == 0


def test_suggestions_come_in_groups_and_are_few() -> None:
    groups = queries.suggest("食品经营")
    assert {name for name, _ in groups} <= {"一件事", "事项", "常见问题", "部门"}
    assert sum(len(hits) for _, hits in groups) <= 8
