"""A post held to some items neither sees nor handles the cases of others: verbs, lists, the database."""

from __future__ import annotations

import pytest

from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed, NotYours
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as officials
from tongban.registers.identity.models import Holding
from tongban.work.approvals.errors import NotTheSigner
from tongban.work.cases import actions as cases
from tongban.work.cases import queries
from tongban.work.cases.models import Case
from tongban.work.tasks import actions as handing
from tongban.work.tasks import queries as tasks
from tongban.work.tasks.models import Task
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def held_to(official: Actor, *items: str) -> Actor:
    """The same official, all of whose posts are held to these items from now on."""
    Holding.objects.filter(official_id=official.id).update(items=list(items))
    return officials.official_actor(official.id, door="desk")


def sees(official: Actor, case: Case) -> bool:
    with wall.behind(official):
        return Case.objects.filter(pk=case.pk).exists()


def test_a_clerk_held_to_another_item_neither_sees_nor_accepts_nor_finds_it_on_the_desk() -> None:
    case = people.settled(people.submitted())
    task = Task.objects.get(subject=case.subject, state="open", desk="window")
    assert task.item == people.FOOD
    clerk = held_to(people.clerk(), people.ALLOWANCE)
    assert task not in tasks.work_list(clerk)
    assert case not in queries.recent(clerk)
    with pytest.raises(NotAllowed):
        cases.accept(clerk, str(case.pk))
    with pytest.raises(NotYours):
        queries.case_for(clerk, str(case.number))
    assert not sees(clerk, case), "nor does the database show it"
    clerk = held_to(clerk, people.FOOD)
    assert task in tasks.work_list(clerk)
    assert case in queries.recent(clerk)
    assert sees(clerk, case)
    cases.accept(clerk, str(case.pk))


def test_a_reviewer_held_to_another_item_signs_nothing() -> None:
    case = people.accepted()
    held_to(people.reviewer(), people.ALLOWANCE)
    with pytest.raises(NotTheSigner):
        people.sign(case, "check", me=people.reviewer())
    assert not sees(people.reviewer(), case)
    held_to(people.reviewer(), people.FOOD)
    assert sees(people.reviewer(), case)
    people.sign(case, "check", me=people.reviewer())


def test_an_approver_and_a_head_are_held_as_well() -> None:
    case = people.submitted()
    approver = held_to(people.approver(), people.ALLOWANCE)
    assert not queries.may_see(approver, case)
    assert not sees(approver, case)


def test_a_post_without_items_beside_it_reaches_as_before() -> None:
    case, clerk = people.submitted(), people.clerk()
    one = Holding.objects.filter(official_id=clerk.id, role="clerk").first()
    assert one is not None
    one.pk, one.items, one.until = None, [people.ALLOWANCE], one.since
    one.until = None
    one.area = one.area[:4]
    one.save()
    clerk = officials.official_actor(clerk.id, door="desk")
    assert queries.case_for(clerk, str(case.number))
    assert sees(clerk, case)


def test_the_security_administrator_holds_a_post_to_items_and_only_those_that_handle_cases() -> None:
    keeper, desk = people.actor("LT2012"), Holding.objects.filter(role="clerk").exclude(area="").first()
    assert desk is not None
    who = people.reviewer().id
    made = identity.appoint(keeper, who, desk.desk_id, desk.area, "clerk", items=[people.FOOD, people.FOOD])
    assert made.items == [people.FOOD]
    assert any(post.items == (people.FOOD,) for post in officials.posts_of(who))
    with pytest.raises(Invalid, match="限定事项"):
        identity.appoint(keeper, who, desk.desk_id, desk.area, "supervisor", items=[people.FOOD])
    with pytest.raises(Invalid, match="不限事项"):
        identity.appoint(keeper, who, desk.desk_id, desk.area, "reviewer", items=["No such"])


def test_nobody_hands_a_matter_to_whom_his_post_does_not_let_handle_it() -> None:
    case = people.settled(people.submitted())
    task = Task.objects.get(subject=case.subject, state="open", desk="window")
    others = [one for one in officials.holders(task.desk, task.area) if str(one.pk) != people.clerk().id]
    giver = officials.official_actor(others[0].pk, door="desk")
    held_to(people.clerk(), people.ALLOWANCE)
    with pytest.raises(NotAllowed, match="不能接收"):
        handing.hand_over(giver, str(task.pk), people.clerk().id, "请办理")
    held_to(people.clerk(), people.FOOD)
    assert handing.hand_over(giver, str(task.pk), people.clerk().id, "请办理").claimed_by == people.clerk().id
