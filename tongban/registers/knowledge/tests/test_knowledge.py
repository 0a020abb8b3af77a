"""Texts of the city: what may be published, by whom, and that what stands there is read as it was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.knowledge import actions, queries, reading
from tongban.registers.knowledge.errors import BadPage, NoSuchPage, PageOvertaken, SamePage, StatementStays
from tongban.registers.knowledge.kinds import HELP, STATEMENT, STATEMENTS
from tongban.registers.ledger import queries as ledger
from tools import people

SYSTEM = Actor.system()
TOWN = sorted((Path(__file__).parents[4] / "town" / "pages").glob("*.md"))
TEXT = reading.BLANK


def wrong(text: str, code: str = "how") -> str:
    page, complaints = queries.judge(code, text)
    assert page is None
    return " ".join(f"{one.line}:{one.sentence}" for one in complaints)


@pytest.mark.parametrize("path", TOWN, ids=lambda path: path.stem)
def test_every_text_of_the_city_is_whole_in_both_languages(path: Path) -> None:
    page, complaints = queries.judge(path.stem, path.read_text())
    assert complaints == []
    assert page is not None
    assert page.english is not None
    assert page.chinese.summary
    assert page.english.summary
    assert [k for k, _ in page.chinese.pieces if k == "block"] == [k for k, _ in page.english.pieces if k == "block"]


@pytest.mark.parametrize(("text", "told"), [
    ("正文", "1:开头要写文章信息"), (TEXT.replace("kind: help", "kind: news"), "kind 要写"),
    (TEXT.replace("order: 50", "order: first"), "order 是排列的次序"), (TEXT.replace("title: 标题\n", ""), "要写标题"),
    (TEXT.replace("names:", "name:"), "不认识“name”"), (f"{TEXT}\n{{密码}}\n", "10:不认识“{密码}”"),
    (TEXT[: TEXT.rindex("正文")], "没有正文"), (f"{TEXT}\n{reading.MARK}\nHello\n", "英文标题"),
    (TEXT.replace("title: 标题", 'title: "标题'), "格式有误"), ("x" * 40_001, "最多四万字"),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text: str, told: str) -> None:
    assert told in wrong(text)


@pytest.mark.parametrize("code", ["ask", "Über", "a b", "-x", "a" * 61, "../x"])
def test_an_article_needs_an_address_of_its_own(code: str) -> None:
    assert "地址只能用" in wrong(TEXT, code)


def test_a_statement_has_one_of_the_names_that_every_page_links_and_nothing_else_has_them() -> None:
    assert "城市声明只有" in wrong(TEXT, "privacy")
    assert "城市声明只有" in wrong(TEXT.replace("kind: help", "kind: statement"))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="-\n :[]{}&*!'\"a文", max_size=60))
def test_any_text_gets_a_sentence_and_never_an_error(text: str) -> None:
    page, complaints = queries.judge("how", f"---\n{text}\n---\n文")
    assert (page is None) == bool(complaints)


def test_the_city_publishes_what_stands_on_its_portal_and_takes_an_article_off_again(town: None) -> None:
    assert {one.code for one in queries.pages(STATEMENT)} == set(STATEMENTS)
    actions.publish(SYSTEM, "how", TEXT)
    assert queries.page("how", HELP).chinese.title == "标题"
    changed = TEXT.replace("正文。", "换了。")
    with pytest.raises(PageOvertaken):
        actions.publish(SYSTEM, "how", changed)
    with pytest.raises(SamePage):
        actions.publish(SYSTEM, "how", TEXT, after=1)
    with pytest.raises(BadPage):
        actions.publish(SYSTEM, "how", "x", after=1)
    row = actions.publish(SYSTEM, "how", changed, after=1, note="改口")
    assert queries.page("how").chinese.body.startswith("换了。")
    for spoil in (lambda: type(row).objects.update(text="x"), lambda: type(row).objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()
    actions.withdraw(SYSTEM, "how", after=2)
    assert "how" not in {one.code for one in queries.pages()}
    for again in (lambda: actions.withdraw(SYSTEM, "how", after=3), lambda: queries.page("how")):
        with pytest.raises(NoSuchPage):
            again()
    with pytest.raises(StatementStays):
        actions.withdraw(SYSTEM, "privacy", after=1)
    kinds = [fact.kind.rpartition(".")[2] for fact in ledger.timeline("page/how")]
    assert kinds == ["PagePublished", "PagePublished", "PageWithdrawn"]


def test_only_an_operator_of_the_whole_city_publishes_and_withdraws(town: None) -> None:
    operator = people.actor("LT0011")
    narrow = replace(operator, posts=tuple(replace(post, area="999001") for post in operator.posts))
    for account in (people.actor("LT0102"), people.actor("linwan"), people.actor("LT0012"), narrow):
        with pytest.raises(NotAllowed):
            actions.publish(account, "how", TEXT)
        with pytest.raises(NotAllowed):
            actions.withdraw(account, "privacy", after=1)
    assert actions.publish(operator, "how", TEXT).published_name == "苏衡"


def test_whether_an_article_helped_is_counted_without_who_said_so(town: None) -> None:
    actions.publish(SYSTEM, "how", TEXT)
    for helped in (True, False, True):
        actions.hear("how", helped=helped)
    assert queries.words()["how"] == (2, 1)
    with pytest.raises(NoSuchPage):
        actions.hear("privacy", helped=True)
