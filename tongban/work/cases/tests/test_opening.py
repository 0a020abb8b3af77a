"""Urgent looks (紧急查阅): two persons open one thing for minutes, to read alone; its holder reads of each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tests.access.refusing import let_in
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.licences.models import Licence
from tongban.registers.openings import actions, queries
from tongban.registers.openings.errors import NoOpening, NothingSuch, NotNeeded, NotOpen, SecondPerson
from tongban.registers.openings.kinds import Asked
from tongban.registers.openings.models import Opening
from tongban.registers.sources import queries as data
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotYours
from tongban.work.cases.models import Case, CaseMaterial
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

WHY = Asked("life", "店内燃气泄漏，需要联系到店的负责人", "突发事件应对法 第四十九条", 30)
STRANGER, WATCHER, AUDITOR = "LT1701", "LT2012", "LT2013"  # of a department that has nothing to do with the shop


@pytest.fixture(scope="module")
def case(lasting: None) -> Case:
    """The noodle shop's; nothing of it is a stranger's business."""
    return people.submitted()


@pytest.fixture(scope="module")
def hers(lasting: None) -> Case:
    """The grandmother's."""
    return people.submitted(people.ALLOWANCE)


def asked(case: Case, account: str = STRANGER) -> Opening:
    return cases.ask_opening(people.actor(account), str(case.number), WHY)


def opened(case: Case) -> Opening:
    return actions.grant(people.actor(WATCHER), asked(case).pk)


def sees(actor: Actor, case: Case, opening: Opening | None = None) -> tuple[int, int]:
    """Rows of the case and of its materials that the second wall alone shows him, for the purpose and without."""
    with wall.behind(actor), queries.reading(opening or Opening()):
        return Case.objects.filter(pk=case.pk).count(), CaseMaterial.objects.filter(case=case.pk).count()


def test_it_opens_when_a_second_person_grants_it_for_that_case_alone_at_both_walls(case: Case, hers: Case) -> None:
    me = people.actor(STRANGER)
    row = asked(case)
    assert sees(me, case) == (0, 0)
    with pytest.raises(NotOpen):
        queries.open_for(me, row.pk)
    actions.grant(people.actor(WATCHER), row.pk)
    with wall.behind(me), queries.reading(queries.open_for(me, row.pk)):
        assert rows.opened_case(row).data
    assert sees(me, case)[0] == 1
    assert sees(me, case)[1] > 0
    assert sees(me, hers) == (0, 0)
    assert sees(people.actor("LT0702"), case) == (0, 0)  # nobody else gets anything of it
    with wall.behind(me):
        assert not Case.objects.filter(pk=case.pk).exists()  # nor does he himself, on any other page
    with pytest.raises(NotYours):
        rows.case_for(me, str(case.number))


def test_it_is_for_reading_and_the_database_lets_nothing_be_written(case: Case) -> None:
    me, row = people.actor(STRANGER), opened(case)
    with wall.behind(me), queries.reading(row):
        assert Case.objects.filter(pk=case.pk).update(reason="改") == 0
        assert not Case.objects.select_for_update().filter(pk=case.pk).exists()


def test_it_ends_by_itself_and_at_once_and_then_shows_nothing(case: Case) -> None:
    me = people.actor(STRANGER)
    one, two = opened(case), opened(case)
    assert queries.minutes_left(one) == 30
    actions.end(me, two.pk)
    with pytest.raises(NotOpen):
        queries.open_for(me, two.pk)
    with time.held(time.now() + timedelta(minutes=31)):
        with pytest.raises(NotOpen):
            actions.look(me, one.pk)
        assert actions.end_due() == 1
    assert sees(me, case) == (0, 0)
    one.refresh_from_db()
    assert (one.state, one.finding) == ("ended", "")
    assert one.review_on is not None
    assert one.review_on > time.today()
    stale = asked(case)
    with time.held(time.now() + timedelta(hours=3)):
        with pytest.raises(NotOpen):
            actions.grant(people.actor(WATCHER), stale.pk)
        assert actions.end_due() == 1


def test_the_database_closes_it_by_its_own_clock_whatever_the_pages_say(case: Case) -> None:
    row = opened(case)
    with connection.cursor() as cursor:
        cursor.execute("alter table openings_opening disable trigger opening_stays")
        cursor.execute("update openings_opening set until = now() - interval '1 second' where id = %s", [row.pk])
        cursor.execute("alter table openings_opening enable trigger opening_stays")
    assert sees(people.actor(STRANGER), case) == (0, 0)


def test_nobody_is_his_own_second_person_not_even_by_plain_sql(case: Case) -> None:
    neither = "LT0015"  # no supervisor, though of the service centre
    row = asked(case)
    for account, refusal in ((STRANGER, SecondPerson), ("LT0702", NoOpening), (neither, NoOpening)):
        with pytest.raises(refusal):
            actions.grant(people.actor(account), row.pk)
    for sql, name in (
        ("second = official, state = 'open', granted_at = now(), until = now()", "opened_by_a_second_person"),
        ("second = 'x', state = 'open', granted_at = now(), until = now() + interval '2 hours'", "within_the_hour"),
        ("official = 'y'", "opening_stays"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"update openings_opening set {sql} where id = %s", [row.pk])
    with wall.behind(people.actor(STRANGER)), pytest.raises(IntegrityError, match="another name"), transaction.atomic():
        Opening.objects.filter(pk=row.pk).update(
            second="somebody", state="open", granted_at=queries.instant(), until=queries.instant()
        )


def test_who_administers_or_needs_none_asks_for_none_and_every_lack_has_its_sentence(case: Case) -> None:
    for account in (WATCHER, AUDITOR, "LT2011"):
        with pytest.raises(NotAllowed):
            asked(case, account)
    with pytest.raises(NotNeeded):
        asked(case, "LT0101")
    with pytest.raises(NothingSuch):
        cases.ask_opening(people.actor(STRANGER), "LT-nothing", WHY)
    with pytest.raises(Invalid) as wrong:
        cases.ask_opening(people.actor(STRANGER), str(case.number), Asked("", "急", " ", 61))
    fields = [one["field"] for one in wrong.value.details["problems"]]
    assert fields == ["ground", "reason", "basis", "minutes"]


def test_each_look_is_read_by_whom_it_concerns_and_the_auditor_says_whether_it_was_justified(case: Case) -> None:
    me, row = people.actor(STRANGER), opened(case)
    actions.look(me, row.pk)
    actions.look(me, row.pk, "材料：营业执照")
    with wall.behind(people.owner()):
        uses = [one for one in data.uses_of(people.owner()) if one.what == "opening"]
    assert [(one.by, one.fields) for one in uses][::-1] == [
        (me.name, ["紧急查阅的内容"]), (me.name, ["材料：营业执照"])
    ]  # fmt: skip
    assert WHY.reason in uses[0].basis
    auditor = people.actor(AUDITOR)
    with pytest.raises(NotOpen):
        actions.review(auditor, row.pk, "justified", "")
    actions.end(people.actor(WATCHER), row.pk)
    assert [one.pk for one in queries.waiting(auditor)] == [row.pk]
    with pytest.raises(Invalid):
        actions.review(auditor, row.pk, "unjustified", " ")
    with pytest.raises(SecondPerson):
        actions.review(people.actor(WATCHER), row.pk, "justified", "")
    actions.review(auditor, row.pk, "unjustified", "应当先电话联系窗口")
    assert not queries.waiting(auditor)
    with pytest.raises(NotOpen):
        actions.review(auditor, row.pk, "justified", "")


def test_a_persons_entry_shows_her_licences_and_which_cases_are_hers(hers: Case) -> None:
    me = people.actor(STRANGER)
    number = people.number("henainai")
    row = actions.ask_for_person(me, number, WHY)
    assert row.holder == hers.applicant
    actions.grant(people.actor(WATCHER), row.pk)
    people.draft(people.ALLOWANCE)
    with wall.behind(me), queries.reading(row):
        assert [one.pk for one in rows.opened_cases(row)] == [hers.pk]
        assert [one.pk for one in Case.objects.all()] == [hers.pk]  # what is not handed in is nobody's
        held = Licence.objects.filter(holder=row.subject).count()
    assert held == Licence.objects.filter(holder=row.subject).count()
    with wall.behind(me):
        assert not Licence.objects.filter(holder=row.subject).exists()


def test_each_of_the_three_does_his_part_and_no_other(case: Case) -> None:
    me, watcher, other = people.actor(STRANGER), people.actor(WATCHER), people.actor("LT0702")
    row = asked(case)
    assert let_in({
        "refuse": lambda: actions.refuse(other, row.pk, "不急"), "lapse": lambda: actions.lapse(watcher, row.pk),
    }, NoOpening) == []  # fmt: skip
    with pytest.raises(SecondPerson):
        actions.refuse(me, row.pk, "不急")
    actions.grant(watcher, row.pk)
    assert let_in({
        "look": lambda: actions.look(watcher, row.pk), "end": lambda: actions.end(other, row.pk),
        "read": lambda: queries.open_for(watcher, row.pk), "lapse": lambda: actions.lapse(Actor.system(), row.pk),
    }, NoOpening) == []  # fmt: skip
    assert [one.pk for one in queries.mine(me)] == [row.pk]
    assert queries.mine(watcher) == []
    actions.end(me, row.pk)
    with pytest.raises(SecondPerson):
        actions.review(watcher, row.pk, "justified", "")
