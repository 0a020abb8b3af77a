"""The work list: what lies on my desks and nobody else's, most urgent first, each taken by one."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.work.tasks import actions, queries
from tongban.work.tasks.errors import AlreadyClaimed, AlreadyClosed, NotYourDesk
from tongban.work.tasks.kinds import Sift, Spec
from tongban.work.tasks.models import Task
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
DAY = date(2026, 6, 1)


def on_desk(n: int = 1, due: date | None = DAY, desk: str = "inspection", area: str = "999001") -> Task:
    spec = Spec(kind="step", subject=f"case/{n}", title=f"第 {n} 件", step="visit", desk=desk, area=area, due_on=due)
    return actions.open_task(people.SYSTEM, spec)


def ding() -> Actor:
    return people.actor("LT0103")


def fang() -> Actor:
    return people.actor("LT0104")


def listed(actor: Actor, tab: str = "all") -> list[str]:
    return [t.subject for t in queries.work_list(actor, tab)]


def test_a_list_shows_what_lies_on_my_desk_most_urgent_first() -> None:
    for n, days in ((1, 5), (2, 1), (3, 3)):
        on_desk(n, DAY + timedelta(days))
    on_desk(4, desk="ecology")
    assert listed(ding()) == ["case/2", "case/3", "case/1"]


def test_tabs_tell_free_mine_and_done_apart() -> None:
    free, mine, theirs, done = (on_desk(n) for n in range(1, 5))
    actions.claim(ding(), str(mine.pk))
    actions.claim(fang(), str(theirs.pk))
    actions.close(ding(), str(done.pk))
    assert listed(ding(), "unclaimed") == [free.subject]
    assert listed(ding(), "mine") == [mine.subject]
    assert set(listed(ding())) == {free.subject, mine.subject}
    assert listed(ding(), "done") == [done.subject]
    assert queries.counts(ding()) == {"all": 2, "unclaimed": 1, "mine": 1}


def test_pages_go_by_key_and_leave_nothing_out_dates_or_none() -> None:
    for n in range(12):
        on_desk(n, None if n % 4 == 0 else DAY + timedelta(n % 3))
    seen: list[str] = []
    after = None
    while page := list(queries.work_list(ding(), after=after, limit=5)):
        seen += [t.subject for t in page]
        after = (page[-1].due_on.isoformat() if page[-1].due_on else "", str(page[-1].pk))
    assert seen == listed(ding())
    assert len(set(seen)) == 12


def test_two_desks_are_one_list_whose_pages_leave_nothing_out() -> None:
    both = people.actor("LT0004")
    assert {post.desk for post in both.posts} == {"window", "help"}
    for n in range(14):
        on_desk(n, None if n % 5 == 0 else DAY + timedelta(n % 4), desk="help" if n % 3 else "window")
    actions.claim(people.actor("LT0003"), str(on_desk(50, desk="window").pk))
    whole = listed(both)
    dates = [t.due_on or date.max for t in queries.work_list(both)]
    assert (len(whole), dates) == (14, sorted(dates))
    seen: list[str] = []
    after = None
    while page := list(queries.work_list(both, after=after, limit=3)):
        seen += [t.subject for t in page]
        after = (page[-1].due_on.isoformat() if page[-1].due_on else "", str(page[-1].pk))
    assert seen == whole


def test_a_list_is_narrowed_to_an_item_and_says_which_items_it_has() -> None:
    unsaid = uuid4()
    for n, item in enumerate(("food-business", "food-business", "outdoor-advertising", "")):
        Task.objects.filter(pk=on_desk(n).pk).update(item=item, subject=f"case/{unsaid if not item else uuid4()}")
    assert queries.items_of(ding(), "all", 10) == ({"food-business", "outdoor-advertising"}, {unsaid})
    assert queries.items_of(ding(), "all", 2) == ({"food-business"}, set())
    wanted = Sift(item="food-business", of_item=[unsaid])
    assert [t.item for t in queries.work_list(ding(), sift=wanted)] == ["food-business", "food-business", ""]
    assert [t.item for t in queries.work_list(ding(), sift=Sift(item="food-business"))] == ["food-business"] * 2


def test_arrivals_are_counted_by_their_moment_however_long_the_list_and_however_late_they_are_due() -> None:
    early = on_desk(1)
    same = {"kind": "step", "step": "visit", "desk": "inspection", "area": "999001", "due_on": DAY}
    rows = [Task(subject=f"case/{n}", title="早", opened_at=early.opened_at, **same) for n in range(2, 240)]
    Task.objects.bulk_create(rows)
    assert queries.arrived(ding(), early.opened_at) == 0
    on_desk(900, DAY + timedelta(365))
    on_desk(901, desk="ecology")
    assert queries.arrived(ding(), early.opened_at) == 1
    assert queries.arrived(ding(), early.opened_at - timedelta(1)) == 100


def test_a_post_for_one_area_sees_that_area_only() -> None:
    here, there = on_desk(1, desk="window"), on_desk(2, desk="window", area="999002")
    assert listed(people.clerk()) == [here.subject]
    assert set(listed(people.actor("LT0004"))) == {here.subject, there.subject}


@pytest.mark.parametrize("account", ["LT0003", "LT0301", "LT0012", "linwan"])
def test_tasks_of_other_desks_are_not_found(account: str) -> None:
    task, other = on_desk(), people.actor(account)
    for ask in (
        lambda: queries.task_for(other, str(task.pk)), lambda: actions.claim(other, str(task.pk)),
        lambda: actions.release(other, str(task.pk)), lambda: actions.close(other, str(task.pk)),
        lambda: actions.hand_over(other, str(task.pk), ding().id, "忙"),
    ):  # fmt: skip
        with pytest.raises(NotYourDesk):
            ask()
    assert not queries.touches(other, task.subject)
    assert Task.objects.get(pk=task.pk).open


@pytest.mark.parametrize("key", ["", "nonsense", "00000000-0000-7000-8000-000000000000"])
def test_a_task_that_does_not_exist_is_not_found_either(key: str) -> None:
    for ask in (
        lambda: queries.task_for(ding(), key), lambda: actions.claim(ding(), key),
        lambda: actions.close(people.SYSTEM, key),
    ):  # fmt: skip
        with pytest.raises(NotYourDesk):
            ask()


def test_one_takes_it_and_again_is_harmless() -> None:
    task = on_desk()
    actions.claim(ding(), str(task.pk))
    assert actions.claim(ding(), str(task.pk)).claimed_name == "丁一鸣"
    with pytest.raises(AlreadyClaimed) as refused:
        actions.claim(fang(), str(task.pk))
    assert "丁一鸣" in refused.value.sentence


def test_only_who_took_it_gives_it_back() -> None:
    task = on_desk()
    actions.claim(ding(), str(task.pk))
    with pytest.raises(AlreadyClaimed):
        actions.release(fang(), str(task.pk))
    actions.release(ding(), str(task.pk))
    assert actions.claim(fang(), str(task.pk)).claimed_name == "方可"


def test_it_is_handed_to_a_colleague_of_the_same_desk_only() -> None:
    task = on_desk()
    with pytest.raises(NotAllowed) as refused:
        actions.hand_over(ding(), str(task.pk), people.actor("LT0301").id, "忙")
    assert "岗位" in refused.value.sentence
    assert actions.hand_over(ding(), str(task.pk), fang().id, "请假").claimed_name == "方可"
    with pytest.raises(AlreadyClaimed):
        actions.hand_over(ding(), str(task.pk), ding().id, "拿回来")


def test_what_is_closed_stays_closed() -> None:
    task = on_desk()
    actions.close(ding(), str(task.pk))
    for ask in (lambda: actions.claim(fang(), str(task.pk)), lambda: actions.close(people.SYSTEM, str(task.pk))):
        with pytest.raises(AlreadyClosed):
            ask()


def test_the_same_thing_is_asked_for_once_while_it_is_open() -> None:
    task = on_desk()
    with pytest.raises(IntegrityError), transaction.atomic():
        on_desk()
    actions.close(ding(), str(task.pk))
    on_desk()
    assert len(queries.of_subject("case/1")) == 2


def test_only_the_platform_moves_dates() -> None:
    task = on_desk()
    with pytest.raises(NotAllowed):
        actions.set_clock(ding(), str(task.pk), stopped=True, due_on=None)
    actions.set_clock(people.SYSTEM, str(task.pk), stopped=True, due_on=DAY)
    assert queries.due_before(DAY + timedelta(1)) == []
    actions.set_clock(people.SYSTEM, str(task.pk), stopped=False, due_on=DAY)
    assert [t.pk for t in queries.due_before(DAY + timedelta(1))] == [task.pk]


def test_what_a_citizen_owes_is_on_his_list_and_on_no_desk() -> None:
    case = people.incomplete()
    owed = queries.owed_by(case.applicant)
    assert [t.kind for t in owed] == ["supply"]
    assert case.subject not in {t.subject for t in queries.work_list(people.clerk())}
