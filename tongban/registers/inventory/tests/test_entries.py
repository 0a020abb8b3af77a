"""Entries by hand: added, changed and ended, each with a reason, each a version."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.inventory import actions, queries
from tongban.registers.inventory.errors import EntryEndedAlready, EntryExists, SameContent
from tongban.registers.inventory.kinds import BASIC, DIRECTORY
from tongban.registers.inventory.tests.town import CLERK, OF_QINGYU, OPERATOR, basic, directory
from tongban.registers.ledger import queries as ledger

pytestmark = pytest.mark.django_db


def test_an_entry_is_added_once_with_a_reason_and_leaves_a_trace() -> None:
    entry = actions.add_entry(OPERATOR, DIRECTORY, directory(1), reason="国家目录新增")
    assert (entry.title, entry.state, entry.number) == ("第 1 项许可", "1", 1)
    assert [fact.kind for fact in ledger.timeline(entry.subject)] == ["inventory.EntryAdded"]
    with pytest.raises(EntryExists):
        actions.add_entry(OPERATOR, DIRECTORY, directory(1, task_name="别的"), reason="再来一次")
    with pytest.raises(Invalid, match="原因"):
        actions.add_entry(OPERATOR, DIRECTORY, directory(2), reason=" ")


def test_a_change_begins_on_its_day_and_until_then_the_version_before_is_in_force() -> None:
    entry = actions.add_entry(OPERATOR, BASIC, basic(1), reason="新增")
    later = (time.today() + timedelta(days=10)).isoformat()
    actions.change_entry(OPERATOR, entry.pk, basic(1, promise_day="3", plan_effective_date=later), reason="压缩时限")
    now, then = queries.in_force(entry.pk), queries.in_force(entry.pk, time.today() + timedelta(days=10))
    assert now is not None
    assert then is not None
    assert (now.elements["promise_day"], then.elements["promise_day"]) == ("5", "3")
    assert [version.reason for version in queries.versions(entry.pk)] == ["压缩时限", "新增"]


def test_what_says_nothing_new_or_names_another_entry_is_refused() -> None:
    entry = actions.add_entry(OPERATOR, BASIC, basic(1), reason="新增")
    with pytest.raises(SameContent):
        actions.change_entry(OPERATOR, entry.pk, basic(1), reason="无")
    with pytest.raises(Invalid, match="不能修改"):
        actions.change_entry(OPERATOR, entry.pk, basic(2), reason="改编码")
    with pytest.raises(Invalid) as refused:
        actions.change_entry(OPERATOR, entry.pk, basic(1, task_type="77", promise_day="many"), reason="改")
    assert {one["field"] for one in refused.value.details["problems"]} == {"task_type", "promise_day"}


def test_an_entry_ends_on_a_day_and_what_it_said_can_still_be_read() -> None:
    entry = actions.add_entry(OPERATOR, BASIC, basic(1), reason="新增")
    on = time.today() + timedelta(days=5)
    actions.end_entry(OPERATOR, entry.pk, on, reason="国务院决定取消")
    assert queries.in_force(entry.pk, on) is None
    assert queries.versions(entry.pk)[1].elements == basic(1)
    with pytest.raises(EntryEndedAlready):
        actions.end_entry(OPERATOR, entry.pk, on, reason="再次取消")


@pytest.mark.parametrize("actor", [CLERK, OF_QINGYU, Actor.nobody()])
def test_nobody_but_an_operator_of_the_city_arranges(actor: Actor) -> None:
    entry = actions.add_entry(OPERATOR, BASIC, basic(1), reason="新增")
    for attempt in (
        lambda: actions.add_entry(actor, BASIC, basic(2), reason="x"),
        lambda: actions.change_entry(actor, entry.pk, basic(1, promise_day="3"), reason="x"),
        lambda: actions.end_entry(actor, entry.pk, time.today(), reason="x"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_lists_page_by_key_and_find_by_name_code_and_state() -> None:
    for n in range(1, 6):
        actions.add_entry(OPERATOR, BASIC, basic(n), reason="新增")
    first = list(queries.entries(BASIC, limit=2))
    assert [e.title for e in queries.entries(BASIC, after=first[-1].pk, limit=2)] == ["第 3 项许可", "第 4 项许可"]
    assert [e.title for e in queries.entries(BASIC, "第 5 项")] == ["第 5 项许可"]
    assert [e.title for e in queries.entries(BASIC, "990100130002")] == ["第 2 项许可"]
    assert not queries.entries(BASIC, state="3")
