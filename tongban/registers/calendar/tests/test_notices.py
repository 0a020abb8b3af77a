"""The yearly notice: who may import it, what is refused, and that everybody counts by the newest from then on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.engines.clocks import Calendar
from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.kernel.once import asking
from tongban.registers.calendar import actions, queries
from tongban.registers.calendar.errors import NotApplied, SameNotice, UnreadableNotice
from tongban.registers.ledger import queries as ledger

pytestmark = pytest.mark.django_db
KEEPER = Actor("official", "1", "苏衡", posts=(Post("platform", "data", "", "operator"),))
CLERK = Actor("official", "2", "周济", posts=(Post("window", "hall", "", "clerk"),))
SOURCE = "https://www.gov.cn/zhengce/content/202611/content_1.htm"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    yield
    queries._seen = None


def notice(year: int = 2027, **days: bool) -> str:
    """A notice; a day is written d0104=True when it is off."""
    rows = [{"name": "元旦", "date": f"{year}-{d[1:3]}-{d[3:]}", "isOffDay": off} for d, off in days.items()]
    return json.dumps({"year": year, "papers": [], "days": rows})


NEW_YEAR = notice(d0101=True, d0104=True, d0109=False)


def test_an_imported_notice_counts_from_then_on_and_is_a_fact() -> None:
    assert not queries.calendar().published(2027)
    row = actions.import_notice(KEEPER, NEW_YEAR, SOURCE)
    known = queries.calendar()
    assert known.published(2027)
    assert not known.is_working(date(2027, 1, 4))
    assert known.is_working(date(2027, 1, 9))
    assert known.warning(date(2026, 12, 1), date(2027, 2, 1)) is None
    fact = ledger.timeline(row.subject)[-1]
    assert (fact.kind, fact.actor["name"], fact.body["source"]) == ("calendar.HolidaysPublished", "苏衡", SOURCE)


def test_a_later_notice_for_the_year_takes_the_place_of_the_earlier_which_stays_on_record() -> None:
    first = actions.import_notice(KEEPER, NEW_YEAR, SOURCE)
    second = actions.import_notice(KEEPER, notice(d0101=True, d0105=True), SOURCE)
    assert queries.calendar().is_working(date(2027, 1, 4))
    assert not queries.calendar().is_working(date(2027, 1, 5))
    assert [row.pk for row in queries.history(2027)] == [second.pk, first.pk]
    assert not queries.calendar_before(second.pk).is_working(date(2027, 1, 4))
    assert not queries.calendar_before(first.pk).published(2027)


def test_a_notice_that_came_with_the_house_may_be_corrected() -> None:
    extended = json.loads(json.dumps({"year": 2026, "days": [{"date": "2026-11-30", "isOffDay": True}]}))
    actions.import_notice(KEEPER, json.dumps(extended), SOURCE)
    assert not queries.calendar().is_working(date(2026, 11, 30))
    assert Calendar.standard().is_working(date(2026, 11, 30))


@pytest.mark.parametrize("actor", [CLERK, Actor.nobody(), Actor("person", "3", "林晚", strength=2)])
def test_only_system_management_may_import_or_look_ahead(actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        actions.import_notice(actor, NEW_YEAR, SOURCE)
    with pytest.raises(NotAllowed):
        queries.preview(actor, NEW_YEAR)
    assert not queries.calendar().published(2027)


@pytest.mark.parametrize(
    "text",
    [
        "", "nonsense", "[]", "null", "\x00", "[" * 100_000, '{"year": 1e400, "days": []}',
        '{"year": 2027, "days": []}', '{"year": 2027, "days": [1]}', '{"year": 2027, "days": {"date": 1}}',
        notice(1999, d0101=True), notice(2099, d0101=True), notice(2027, d0101=True).replace("2027-", "2024-"),
        '{"year": 2027, "days": [{"date": "2027-01-01", "isOffDay": true}, {"date": "2027-01-01", "isOffDay": false}]}',
        " " * 300_000,
    ],
)  # fmt: skip
def test_any_other_text_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableNotice) as refusal:
        actions.import_notice(KEEPER, text, SOURCE)
    assert refusal.value.sentence
    assert refusal.value.next_step


@pytest.mark.parametrize("source", ["", "国务院", "javascript:alert(1)", "https://" + "a" * 600])
def test_where_it_was_published_must_be_an_address(source: str) -> None:
    with pytest.raises(Invalid):
        actions.import_notice(KEEPER, NEW_YEAR, source)


def test_what_is_known_already_is_not_imported_again() -> None:
    actions.import_notice(KEEPER, NEW_YEAR, SOURCE)
    with pytest.raises(SameNotice):
        actions.import_notice(KEEPER, NEW_YEAR, SOURCE)


def test_the_same_key_imports_once() -> None:
    rows: list[Any] = [actions.import_notice(KEEPER, NEW_YEAR, SOURCE, key="k") for _ in range(2)]
    assert rows[0].pk == rows[1].pk
    assert len(queries.history(2027)) == 1


def test_the_preview_names_the_days_that_change_and_keeps_nothing() -> None:
    ahead = queries.preview(KEEPER, NEW_YEAR)
    assert date(2027, 1, 4) in ahead.now_off
    assert date(2027, 1, 9) in ahead.now_worked
    assert date(2027, 2, 9) not in ahead.now_worked  # a working day before and after
    assert (ahead.year, ahead.replaces) == (2027, False)
    assert not queries.calendar().published(2027)
    assert queries.not_applied() == []


def test_the_years_say_where_they_were_published_and_who_imported_them() -> None:
    actions.import_notice(KEEPER, NEW_YEAR, SOURCE)
    newest, before = queries.years()[:2]
    assert (newest.year, newest.papers, newest.imported_by, newest.applied) == (2027, (SOURCE,), "苏衡", False)
    assert newest.made_up == (date(2027, 1, 9),)
    assert before.year == 2026
    assert before.papers[0].startswith("https://www.gov.cn/")
    assert before.off == 33


def test_a_notice_is_applied_once() -> None:
    row = actions.import_notice(KEEPER, NEW_YEAR, SOURCE)
    with pytest.raises(NotAllowed):
        actions.applied(KEEPER, row.pk, cases=0, tasks=0)
    actions.applied(Actor.system(), row.pk, cases=2, tasks=3)
    assert queries.not_applied() == []
    with pytest.raises(NotApplied):
        actions.applied(Actor.system(), row.pk, cases=2, tasks=3)


def test_a_verb_looks_for_newer_notices_with_one_small_question_and_a_page_at_most_once() -> None:
    with CaptureQueriesContext(connection) as each:
        queries.calendar()
        queries.calendar()
    assert len(each) == 2
    with CaptureQueriesContext(connection) as page, asking():
        queries.calendar()
        queries.calendar()
    assert len(page) <= 1


def test_what_another_process_imported_is_seen_by_the_next_verb() -> None:
    assert queries.calendar().is_working(date(2027, 1, 4))
    days = json.loads(NEW_YEAR)
    with connection.cursor() as cursor:  # as if by another process: no verb of this one ran
        cursor.execute(
            "insert into calendar_holidaynotice (year, text, source, imported_by, imported_at) values "
            "(2027, %s, %s, '苏衡', now())", [json.dumps(days), SOURCE],
        )  # fmt: skip
    assert not queries.calendar().is_working(date(2027, 1, 4))
