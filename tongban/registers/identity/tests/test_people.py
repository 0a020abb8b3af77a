"""What identity promises about people, organisations and mandates."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tongban.engines.codes import fiction
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed, SignInFirst
from tongban.registers.identity import actions, queries
from tongban.registers.identity.errors import AlreadyRegistered, NotRegistered, NotYourMandate
from tongban.registers.identity.models import Account, Person
from tongban.registers.identity.tests.conftest import CLERK, SYSTEM
from tongban.registers.ledger import queries as ledger
from tongban.registers.ledger.models import FactRow
from tongban.registers.places import actions as places
from tongban.registers.places.kinds import DivisionRow

pytestmark = pytest.mark.django_db
NUMBER = fiction.id_number(7, date(1994, 5, 17), "female")


def acting(person, on_behalf=""):
    account = actions.open_account(SYSTEM, f"p{person.pk.hex}", person=person.pk)
    return queries.actor_for(account, door="portal", on_behalf=on_behalf).with_proof()


def test_the_birth_date_is_read_from_the_number(make_person):
    assert make_person().birth == date(1994, 5, 17)


def test_a_wrong_check_digit_is_refused_in_chinese():
    with pytest.raises(Invalid, match="校验位不符"):
        actions.register_person(SYSTEM, "林晚", NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2"))


def test_everything_wrong_is_said_at_once():
    with pytest.raises(Invalid) as refused:
        actions.register_person(SYSTEM, " ", "123", phone="99", area="888888")
    assert [p["field"] for p in refused.value.details["problems"]] == ["name", "id_number", "phone", "area"]


def test_the_same_number_is_registered_once_however_it_is_typed():
    actions.register_person(SYSTEM, "林晚", NUMBER)
    spaced = f" {NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}".lower()
    with pytest.raises(AlreadyRegistered):
        actions.register_person(SYSTEM, "林晚", spaced)


def test_an_old_number_of_fifteen_digits_finds_the_person_of_eighteen():
    actions.register_person(SYSTEM, "林晚", NUMBER)
    assert queries.find_person(SYSTEM, NUMBER[:6] + NUMBER[8:17]).name == "林晚"


def test_a_foreign_passport_is_taken_without_a_check_digit():
    person = actions.register_person(SYSTEM, "Ana María Ñúñez", "P1234567", id_type="414", birth=date(1990, 1, 2))
    assert queries.find_person(SYSTEM, "p1234567") == person


@pytest.mark.parametrize("name", ["𬭚𤫩", "买买提·艾力", "㛃𠅤", "豈更車", "名" * 100])
def test_rare_and_long_names_are_kept_character_by_character(name):
    kept = actions.register_person(SYSTEM, name, NUMBER)
    assert Person.objects.get(pk=kept.pk).name == name


def test_separator_dots_become_one_kind():
    assert actions.register_person(SYSTEM, " 买买提 • 艾力 ", NUMBER).name == "买买提·艾力"


@pytest.mark.parametrize("name", ["名" * 101, "林\u200b晚", "林\x00晚"])
def test_a_name_too_long_or_with_invisible_characters_is_refused(name):
    with pytest.raises(Invalid):
        actions.register_person(SYSTEM, name, NUMBER)


def test_the_database_never_sees_numbers_phones_or_addresses(make_person):
    person = make_person(address="望舒区月见街道 8 号")
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(p)::text, id_number, phone, address from identity_person p")
        text, *sealed = cursor.fetchone()
    blob = text.encode() + b"".join(map(bytes, sealed))
    for secret in (person.id_number, person.phone, person.address):
        assert secret.encode() not in blob
    again = queries.person(person.pk)
    assert (again.id_number, again.phone, again.address) == (person.id_number, person.phone, person.address)


def test_the_ledger_holds_no_personal_data(make_person, make_company):
    person = make_person(address="望舒区月见街道 8 号")
    company = make_company(legal=person.pk)
    lines = "\n".join(FactRow.objects.values_list("line", flat=True))
    for secret in (person.name, person.id_number, person.phone, person.address, company.name, company.phone):
        assert secret not in lines
    kinds = [row.kind for row in ledger.timelines([person.subject, company.subject])]
    assert kinds == ["identity.PersonRegistered", "identity.OrganisationRegistered", "identity.MemberJoined"]


def test_nobody_registers_himself_without_somebody_who_saw_the_papers(make_person):
    with pytest.raises(SignInFirst):
        actions.register_person(Actor.nobody(), "林晚", NUMBER)
    with pytest.raises(NotAllowed):
        actions.register_person(acting(make_person()), "林晚", NUMBER)
    assert actions.register_person(CLERK, "林晚", NUMBER).level == 2


def test_an_organisation_needs_a_right_credit_code_and_is_registered_once(make_company):
    company = make_company()
    with pytest.raises(AlreadyRegistered):
        actions.register_organisation(SYSTEM, "另一家", "company", company.credit_code)
    with pytest.raises(Invalid, match="统一社会信用代码"):
        actions.register_organisation(SYSTEM, "另一家", "company", "911101")
    assert queries.find_organisation(company.credit_code.lower()) == company


def test_a_legal_representative_acts_for_his_company_at_once(make_person, make_company):
    person = make_person()
    company = make_company(legal=person.pk)
    actor = acting(person, company.subject)
    assert (actor.applicant, actor.behalf_name, actor.name) == (company.subject, company.name, person.name)
    assert list(queries.organisations_of(person.pk)) == [company]
    assert queries.applicant(company.subject).legal_name == person.name


def test_without_a_mandate_nobody_acts_for_a_company(make_person, make_company):
    with pytest.raises(NotYourMandate):
        acting(make_person(), make_company().subject)


@pytest.mark.parametrize("subject", ["person/someone", "organisation/none", "organisation/", "", "case/1"])
def test_a_subject_that_is_nobody_cannot_be_acted_for(make_person, subject):
    assert not queries.may_act_for(make_person().pk, subject)


def test_a_person_acts_for_himself_and_for_no_other_person(make_person):
    one, other = make_person(), make_person()
    assert queries.may_act_for(one.pk, one.subject)
    assert not queries.may_act_for(one.pk, other.subject)
    assert acting(one, one.subject).on_behalf == ""


def test_a_mandate_counts_through_its_last_day_and_not_after(make_person, make_company):
    person, company = make_person(), make_company()
    actions.join(SYSTEM, person.pk, company.pk, until=time.today())
    assert queries.may_act_for(person.pk, company.subject)
    with time.held(time.now() + timedelta(days=1)):
        assert not queries.may_act_for(person.pk, company.subject)
        assert not queries.organisations_of(person.pk).exists()


def test_an_administrator_admits_handlers_but_no_administrators(make_person, make_company):
    boss, handler, company = make_person(), make_person(), make_company()
    actions.join(SYSTEM, boss.pk, company.pk, "administrator")
    actions.join(acting(boss), handler.pk, company.pk)
    assert queries.may_act_for(handler.pk, company.subject)
    with pytest.raises(NotAllowed):
        actions.join(acting(make_person()), handler.pk, company.pk)
    boss_actor = queries.actor_for(Account.objects.get(person=boss), door="portal").with_proof()
    with pytest.raises(NotAllowed):
        actions.join(boss_actor, handler.pk, company.pk, "administrator")


def test_a_mandate_can_be_revoked_and_given_up(make_person, make_company):
    legal, handler = make_person(), make_person()
    company = make_company(legal=legal.pk)
    actions.join(SYSTEM, handler.pk, company.pk)
    actions.leave(acting(handler), handler.pk, company.pk, "handler")
    assert not queries.may_act_for(handler.pk, company.subject)
    with pytest.raises(NotRegistered):
        actions.leave(acting(legal), handler.pk, company.pk, "handler")


def test_a_mandate_that_ended_before_it_began_is_refused(make_person, make_company):
    with pytest.raises(Invalid):
        actions.join(SYSTEM, make_person().pk, make_company().pk, until=time.today() - timedelta(days=1))


def test_an_applicant_is_shown_masked_and_known_whole(make_person):
    seen = queries.applicant(make_person().subject)
    assert (seen.masked_name, seen.masked_phone, seen.kind) == ("林*", "120****0001", "person")
    assert seen.masked_code == seen.code[:3] + "*" * 11 + seen.code[-4:]
    assert seen.code not in repr(seen)
    assert seen.phone not in repr(seen)


def test_age_counts_full_years_at_the_counter(make_person):
    subject = make_person().subject
    for day, age in ((16, 29), (17, 30)):
        with time.held(time.now().replace(year=2024, month=5, day=day, hour=4)):
            assert queries.applicant(subject).age == age


def test_facts_for_conditions_leave_out_what_is_not_known(make_person, make_company):
    person = make_person()
    known = queries.applicant_facts(person.subject)
    assert known["kind"] == "person"
    assert known["code"] == person.id_number
    assert not {"credit", "legal_name", "address", "area"} & known.keys()
    assert queries.applicant_facts(make_company(legal_name="林晚").subject)["legal_name"] == "林晚"


def test_an_unknown_applicant_is_a_refusal():
    for subject in ("person/none", "organisation/none", "case/1"):
        with pytest.raises(NotRegistered):
            queries.applicant(subject)


def test_people_are_found_by_number_by_staff_only(make_person):
    person = make_person()
    assert queries.find_person(CLERK, person.id_number) == person
    assert queries.find_person(CLERK, NUMBER) is None
    with pytest.raises(NotAllowed):
        queries.find_person(acting(person), person.id_number)


def test_an_area_must_exist():
    places.load_divisions(SYSTEM, [DivisionRow("99", "演示省", True)], source="test")
    assert actions.register_person(SYSTEM, "林晚", NUMBER, area="99").area == "99"


def test_an_account_belongs_to_exactly_one_holder_even_in_the_database(make_person, official):
    with pytest.raises(Invalid):
        actions.open_account(SYSTEM, "both", person=make_person().pk, official=official.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(username="none", password="!")
