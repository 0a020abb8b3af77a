"""The second wall by itself: what the database shows to whom, asked without any of the rooms' questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, connections, models, transaction

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.licences.models import Licence
from tongban.registers.materials.models import Material
from tongban.registers.signin.models import Passkey
from tongban.work.cases.models import Case, CaseMaterial, Gap, Notice
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

WALLED = {
    "cases_case", "cases_casematerial", "cases_prereview", "cases_overruling", "cases_gap", "cases_correction",
    "cases_pause", "cases_hearing", "cases_notice", "materials_material", "licences_licence", "licences_decision",
    "cases_signature", "cases_unmasking", "answers_answer", "inbox_message", "inbox_sms", "inbox_preference",
    "approvals_opinion",
    "approvals_consultation", "approvals_viewer", "ratings_invitation", "ratings_rating", "rulings_ruling",
    "rulings_sample", "rulings_review", "supervision_card", "undertakings_undertaking", "codes_code", "codes_batch",
    "codes_scan", "credentials_datarequest", "credentials_showing", "credit_bar", "credit_entry",
    "favourites_favourite", "handovers_handover", "letters_letter", "objections_objection", "packages_branch",
    "packages_run", "packages_runmaterial", "sources_answer", "sources_authorisation", "sources_use", "signin_passkey",
    "openings_opening", "inbox_mailbox",
}  # fmt: skip


@pytest.fixture
def closed() -> Case:
    """The noodle shop's, decided and its licence issued."""
    return people.closed()


def seen(rows: models.QuerySet[Any]) -> int:
    return rows.count()


def counted() -> Iterator[tuple[str, int]]:
    for table in sorted(WALLED):
        with connection.cursor() as cursor:
            cursor.execute(f"select count(*) from {table}")
            yield table, cursor.fetchone()[0]


def test_who_says_nothing_sees_nothing(closed: Case) -> None:
    assert dict(counted())["cases_case"] > 0
    with wall.taken(wall.Stand(role="tongban_web")):
        assert {count for _, count in counted()} == {0}
    with wall.behind(Actor.nobody()):
        assert {count for _, count in counted()} == {0}


def test_a_person_sees_his_own_and_nothing_of_others(closed: Case) -> None:
    other = people.submitted(people.ALLOWANCE)
    with wall.behind(people.owner()):
        assert set(Case.objects.values_list("pk", flat=True)) == {closed.pk}
        assert {notice.case_id for notice in Notice.every.all()} == {closed.pk}
        assert Material.objects.exists()
        assert Licence.objects.exists()
    with wall.behind(people.grandmother()):
        assert set(Case.objects.values_list("pk", flat=True)) == {other.pk}
        assert not Material.objects.filter(holder=closed.applicant).exists()
        assert not Licence.objects.filter(holder=closed.applicant).exists()


@pytest.mark.parametrize(
    ("account", "sees"),
    [("LT0003", True), ("LT0004", True), ("LT0005", False), ("LT0101", True), ("LT0102", True), ("LT0201", False),
     ("LT0301", True), ("LT0701", False), ("LT0702", False), ("LT0012", True), ("LT0011", False), ("LT0015", False)],
)  # fmt: skip
def test_an_official_sees_cases_of_his_department_area_or_desk(closed: Case, account: str, sees: bool) -> None:
    with wall.behind(people.actor(account)):
        assert Case.objects.filter(pk=closed.pk).exists() is sees
        assert CaseMaterial.objects.filter(case=closed.pk).exists() is sees
        assert Material.objects.filter(holder=closed.applicant).exists() is sees


def test_a_draft_is_nobodys_but_the_applicants() -> None:
    draft = people.draft()
    for account in ("LT0003", "LT0101", "LT0012"):
        with wall.behind(people.actor(account)):
            assert not Case.objects.filter(pk=draft.pk).exists()


def test_an_item_of_the_whole_city_is_seen_at_the_windows_of_that_city_alone(closed: Case) -> None:
    """全市通办: a clerk at any window of the city, for an item that says so; nobody else in it, no window elsewhere."""
    case = people.submitted(people.ALLOWANCE)
    for role, desk, area, sees in (
        ("clerk", "window", "999002", {case.pk}), ("clerk", "window", "888001", set()),
        ("clerk", "welfare", "999002", set()), ("reviewer", "window", "999002", set()),
    ):  # fmt: skip
        post = [{"desk": desk, "department": "nobody", "area": area, "role": role}]
        with wall.taken(wall.Stand(wall.STAFF, "official", "x", posts=json.dumps(post))):
            assert set(Case.objects.values_list("pk", flat=True)) == sees, (role, desk, area)
    people.draft(people.ALLOWANCE)
    post = [{"desk": "window", "department": "service-centre", "area": "999002", "role": "clerk"}]
    with wall.taken(wall.Stand(wall.STAFF, "official", "x", posts=json.dumps(post))):
        assert set(Case.objects.values_list("state", flat=True)) == {case.state}


def test_nobody_writes_what_he_may_not_see(closed: Case) -> None:
    with wall.behind(people.grandmother()):
        assert Case.objects.filter(pk=closed.pk).update(reason="别人写的") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Gap.objects.create(case_id=closed.pk, target="x", title="x", sentence="x", told_at=closed.created_at)
    with wall.behind(people.owner()), pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
        Case.objects.filter(pk=closed.pk).update(applicant="person/00000000-0000-7000-8000-000000000000")


def test_what_somebody_holds_in_his_hand_he_may_verify_and_nothing_beside(closed: Case) -> None:
    notice = Notice.objects.filter(case=closed).first()
    assert notice is not None
    with wall.behind(Actor.nobody()), wall.shown(notice.code):
        assert [one.pk for one in Notice.objects.all()] == [notice.pk]
        assert not Case.objects.exists()


def test_a_passkey_is_its_holders_and_who_shows_it_at_the_door_sees_that_one_alone() -> None:
    keys = {}
    for name in ("linwan", "LT0101"):
        account: Any = identity.account_by_name(name)
        keys[name] = Passkey.objects.create(account=account, credential=f"key-of-{name}", made=time.now())
    for name in keys:
        with wall.behind(people.actor(name)):
            assert list(Passkey.objects.all()) == [keys[name]]
    with wall.behind(Actor.nobody()):
        assert not Passkey.objects.exists()
        with wall.shown("key-of-linwan"):
            assert list(Passkey.objects.all()) == [keys["linwan"]]


def test_a_stand_ends_with_its_transaction_whoever_uses_the_connection_next() -> None:
    """A connection of its own, as a page has one: questions, a verb, a savepoint taken back; then it is given on."""
    asked = "select current_user::text, current_setting('tongban.who', true)"

    def told(link: Any) -> tuple[str, str]:
        with link.cursor() as cursor:
            cursor.execute(asked)
            role, who = cursor.fetchone()
            return role, who or ""

    one, two = Actor("person", "one", ""), Actor("official", "two", "")
    with closing(connections.create_connection("default")) as link:
        owner = told(link)
        with wall.behind(one):
            assert told(link) == ("tongban_person", "one")
            with wall.behind(two):
                assert told(link) == ("tongban_staff", "two")
            assert told(link) == ("tongban_person", "one")
            link.set_autocommit(False)
            assert told(link) == ("tongban_person", "one")
            before = link.savepoint()
            with wall.behind(two):
                assert told(link) == ("tongban_staff", "two")
                link.savepoint_rollback(before)
                assert told(link) == ("tongban_staff", "two")
            link.rollback()
            link.set_autocommit(True)
            with pytest.raises(ProgrammingError), link.cursor() as cursor:
                cursor.execute("select no such thing")
            assert told(link) == ("tongban_person", "one")
        assert told(link) == owner
        raw = link.connection.execute(asked).fetchone()
        assert (raw[0], raw[1] or "") == owner


def test_what_names_a_person_or_hangs_on_a_case_stands_behind_the_wall() -> None:
    """Every table of the rooms that says whose it is, and every table with a key to one of those, has its policies."""
    carries = {"applicant", "holder", "recipient"}
    rooms = [model for model in apps.get_models() if model.__module__.startswith("tongban")]
    found = {model for model in rooms if carries & {f.attname for f in model._meta.concrete_fields}}
    while more := {model for model in rooms if _keys(model) & found} - found:
        found |= more
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity")
        stands = {name for (name,) in cursor.fetchall()}
    assert stands >= WALLED
    assert {model._meta.db_table for model in found} <= stands


def _keys(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}
