"""An official who is a party himself neither sees nor handles the case (回避): verbs, questions, the database."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tongban.journey.acceptance import part_parties
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed, NotYours
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as officials
from tongban.registers.identity.models import Official, Person
from tongban.registers.mandates.models import Mandate
from tongban.work.cases import actions as cases
from tongban.work.cases import queries
from tongban.work.cases.errors import OwnMatter
from tongban.work.cases.models import Case
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as lists
from tongban.work.tasks.errors import Recused
from tongban.work.tasks.models import Task
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def is_also(official: Actor, person: str) -> None:
    """From now on it is known that this official is this person outside his office."""
    Official.objects.filter(pk=official.id).update(person_id=person)


def again(official: Actor) -> Actor:
    return officials.official_actor(official.id, door="desk")


def test_who_represents_the_shop_does_not_accept_its_application_nor_see_it_from_his_desk() -> None:
    case = people.submitted()
    assert queries.case_for(people.clerk(), str(case.number))
    is_also(people.clerk(), people.owner().id)
    with pytest.raises(OwnMatter, match="依法应当回避"):
        cases.accept(people.clerk(), str(case.pk))
    with pytest.raises(NotYours):
        queries.case_for(people.clerk(), str(case.number))
    with wall.behind(people.clerk()):
        assert not Case.objects.filter(pk=case.pk).exists(), "nor does the database show it"


@pytest.mark.parametrize("part", ["applicant", "handler", "member", "agent"])
def test_every_part_in_a_case_keeps_its_official_away(part: str) -> None:
    case, clerk, who = people.submitted(), people.clerk(), people.actor("hexiaoman").id
    if part == "member":
        identity.join(people.owner().with_proof(), who, case.applicant.removeprefix("organisation/"), "handler")
    elif part == "agent":
        giver = people.grandmother()
        Case.objects.filter(pk=case.pk).update(applicant=giver.applicant)
        Mandate.objects.create(giver_id=giver.id, taker_id=who, items=["x"], given_at=time.now(),
                               confirmed_at=time.now(), until=time.today())  # fmt: skip
    else:
        Case.objects.filter(pk=case.pk).update(**{part: f"person/{who}"})
    is_also(clerk, who)
    if part != "agent":  # whom he acts for by a mandate, only the verbs ask
        with wall.behind(again(clerk)):
            assert not Case.objects.filter(pk=case.pk).exists()
    with pytest.raises(OwnMatter):
        cases.accept(again(clerk), str(case.pk))
    with pytest.raises(DatabaseError, match="nobody_decides_his_own"), transaction.atomic(), connection.cursor() as sql:
        sql.execute("update cases_case set accepted_by = %s where id = %s", [clerk.id, case.pk])


def test_he_signs_nothing_either() -> None:
    case = people.accepted()
    signer = people.reviewer()
    is_also(signer, people.owner().id)
    with pytest.raises(OwnMatter):
        people.sign(case, "check", me=again(signer))
    with pytest.raises(DatabaseError, match="nobody_signs_his_own"), transaction.atomic(), connection.cursor() as sql:
        sql.execute(
            "insert into approvals_opinion select (o).* from (select jsonb_populate_record(null::approvals_opinion, "
            "jsonb_build_object('id', gen_random_uuid(), 'case_id', %s::text, 'official', %s::text)) as o) as one",
            [str(case.pk), signer.id],
        )


def test_who_would_hand_it_to_him_is_told() -> None:
    case = people.submitted()
    is_also(people.clerk(), people.owner().id)
    part_parties(case)
    part_parties(case)
    assert [row.ground for row in lists.recusals(case.subject)] == ["party"]
    task = Task.objects.filter(subject=case.subject, state="open").exclude(desk="").first()
    if task is None:
        people.settled(case)
        task = Task.objects.filter(subject=case.subject, state="open").exclude(desk="").get()
    holders = [one for one in officials.holders(task.desk, task.area) if str(one.pk) != people.clerk().id]
    colleague = officials.official_actor(holders[0].pk, door="desk")
    with pytest.raises(Recused, match="已回避此件"):
        tasks.hand_over(colleague, str(task.pk), people.clerk().id, "请办理")


def test_only_the_system_administrator_says_who_somebody_is_and_never_of_himself() -> None:
    keeper, clerk = people.actor("LT2011"), people.clerk()
    owner = Person.objects.get(pk=people.owner().id)
    with pytest.raises(NotAllowed):
        identity.say_who(people.actor("LT2012"), clerk.id, owner.id_number)
    with pytest.raises(Invalid, match="不能登记自己"):
        identity.say_who(keeper, keeper.id, owner.id_number)
    with pytest.raises(Invalid, match="一致"):
        identity.say_who(keeper, clerk.id, owner.id_number)
    Official.objects.filter(pk=clerk.id).update(name=owner.name)
    identity.say_who(keeper, clerk.id, owner.id_number)
    assert again(clerk).oneself == owner.subject
