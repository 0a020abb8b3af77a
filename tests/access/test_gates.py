"""What a verb asks of who acts it asks by itself: whoever lacks one thing, and has all else, is refused for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.access.refusing import let_in
from tongban.kernel import time
from tongban.kernel.errors import NotAllowed, NotYours, ProveFirst
from tongban.registers.codes import actions as codes
from tongban.registers.credit import actions as credit
from tongban.registers.entrances import actions as entrances
from tongban.registers.entrances.kinds import Vouched
from tongban.registers.favourites import actions as favourites
from tongban.registers.favourites import queries as kept
from tongban.registers.favourites.errors import TooManyFavourites
from tongban.registers.identity import actions as registers
from tongban.registers.identity import queries as identity
from tongban.registers.identity.errors import NotEmpowered, RealNameFirst
from tongban.registers.licences import actions as licences
from tongban.registers.mandates import actions as mandates
from tongban.registers.materials import actions as materials
from tongban.registers.signin import permits as signin_permits
from tongban.registers.sources import actions as sources
from tongban.registers.sources import queries as data
from tongban.registers.sources.kinds import Kind, Matter
from tongban.registers.sso import actions as sso
from tongban.registers.sso.kinds import Asked, How, PartySpec
from tongban.registers.sso.models import Party
from tongban.registers.visits import actions as visits
from tongban.registers.visits import queries as windows
from tongban.registers.visits.errors import NoAssent
from tongban.registers.visits.models import Assent
from tongban.work.concerns import actions as concerns
from tongban.work.letters import actions as letters
from tongban.work.objections import actions as objections
from tongban.work.objections import queries as objected
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_an_operator_who_may_only_look_changes_nothing_of_his_company() -> None:
    looks = replace(people.owner(), rights=("see",))
    bar = credit.impose(
        people.SYSTEM, looks.applicant, scope="trust", reason="承诺不实", law="国办发〔2020〕49号",
        department="market-regulation",
    )  # fmt: skip
    matter = Matter("case/1", "食品经营许可", "market-regulation", looks.applicant)
    assert let_in({
        "keep a paper": lambda: materials.keep(looks, looks.applicant, "licence", "照.png", [b"x"]),
        "ask for repair": lambda: credit.ask_repair(looks, str(bar.pk), what="已改正"),
        "object": lambda: concerns.report_data(looks, place="use", words="不对"),
    }, NotEmpowered) == []  # fmt: skip
    with pytest.raises(NotAllowed):
        sources.agree(looks, matter, "m1", Kind.DATA, "address", "住址")


def test_whose_name_is_only_what_he_says_shows_no_code_and_lets_nobody_act() -> None:
    said = replace(people.grandmother(), strength=1)
    until = time.today() + timedelta(30)
    assert let_in({
        "code": lambda: codes.open_code(said),
        "mandate": lambda: mandates.give(said, "林晚", people.number("linwan"), [people.ALLOWANCE], until),
    }, RealNameFirst) == []  # fmt: skip


def test_nobody_gives_data_away_without_having_just_proved_himself() -> None:
    hers = people.grandmother()
    matter = Matter("case/1", "高龄津贴", "civil-affairs", people.owner().applicant)
    row = sources.ask_holder(people.owner(), matter, "m1", Kind.DATA, "address", "住址", hers.applicant)
    with pytest.raises(ProveFirst):
        sources.answer(replace(hers, proved=False), str(row.pk), give=True)
    assert [one.pk for one in data.asked_of(hers)] == [row.pk]
    assert data.asked_of(people.clerk()) == []


def test_nobody_enters_another_house_with_somebody_elses_account_or_where_he_is_not_served() -> None:
    account = identity.account_by_name("henainai")
    assert account is not None
    hers, me, party = people.grandmother(), people.actor("linwan"), Party.objects.filter(active=True).first()
    assert party is not None
    asked = Asked(party.code, party.redirects[0], (), "c" * 43)
    how = How(sitting="", level=3, amr=("pwd",), at=time.now())
    assert let_in({
        "consent": lambda: sso.consent(me, account.pk, asked, ()),
        "enter": lambda: sso.enter(me, account.pk, asked, how),
        "link": lambda: entrances.link(me, account.pk, Vouched("nation", "x", 2, ()), str(account.person_id), "pwd"),
    }, NotAllowed) == []  # fmt: skip
    Party.objects.filter(pk=party.pk).update(serves=["official"])
    assert let_in({
        "consent": lambda: sso.consent(hers, account.pk, asked, ()),
        "enter": lambda: sso.enter(hers, account.pk, asked, how),
    }, NotAllowed) == []  # fmt: skip


def test_systems_are_let_in_by_the_security_administrator_alone() -> None:
    spec = PartySpec("x", "某系统", "", "查看", ("person",), (), (), "{}")
    assert let_in({
        who: lambda who=who: sso.register(people.actor(who), spec, new=True) for who in ("LT2011", "LT2013", "LT0101")
    }, NotAllowed) == []  # fmt: skip


def test_a_licence_is_made_by_the_platform_alone() -> None:
    with pytest.raises(NotAllowed):
        licences.issue(
            people.approver(), "identity-card", holder="person/1", holder_name="某人", fields={},
            valid_from=date(2026, 1, 1), valid_to=None, source="case/1",
        )  # fmt: skip


def test_the_platform_moves_ways_of_signing_in_only_with_itself() -> None:
    with pytest.raises(NotAllowed):
        signin_permits.require_both(people.SYSTEM, people.grandmother(), "person/1", "person/2")
    with pytest.raises(NotAllowed):
        signin_permits.require_both(people.grandmother(), people.SYSTEM, "person/1", people.grandmother().principal)


def test_nobody_thinks_up_anothers_password_or_shuts_his_account() -> None:
    clerk, arranger, me = people.clerk(), people.actor("LT2011"), people.actor("linwan")
    account, hers = identity.account_by_name("henainai"), people.grandmother()
    official = identity.account_by_name("LT0101")
    assert account is not None
    assert official is not None
    word = "Zhe-ge-mi-ma-2026"
    assert let_in({
        "open for a person": lambda: registers.open_account(clerk, "xin", word, person=hers.id),
        "open for an official": lambda: registers.open_account(arranger, "xin", word, official=clerk.id),
        "change": lambda: registers.change_password(me, account.pk, word),
        "change as administrator": lambda: registers.change_password(arranger, account.pk, word),
        "a word for an official": lambda: registers.give_first_word(clerk, official.pk, "card", "x"),
        "close": lambda: registers.close_account(me, account.pk),
        "close as clerk": lambda: registers.close_account(clerk, account.pk),
    }, NotAllowed) == []  # fmt: skip


def test_what_others_keep_does_not_count_against_me(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 1)
    favourites.keep(people.grandmother(), people.FOOD)
    assert favourites.keep(people.owner(), people.FOOD)
    with pytest.raises(TooManyFavourites):
        favourites.keep(people.owner(), people.ALLOWANCE)


def test_a_letter_of_the_applicant_is_not_the_houses_nor_the_other_way_round() -> None:
    case = people.submitted(people.ALLOWANCE)
    with pytest.raises(NotAllowed):
        letters.tell(people.grandmother(), str(case.number), words="请补正")
    for verb in (letters.write, letters.hurry):
        with pytest.raises(NotYours):
            verb(people.clerk(), str(case.number), words="请快")


def test_who_stands_at_another_window_and_what_another_objected_to_is_not_mine() -> None:
    hers = people.grandmother()
    visits.receive_by_card(people.clerk(), hers.name, people.number("henainai"))
    other = replace(people.clerk(), id=str(uuid4()))
    assert windows.running(people.clerk())
    assert windows.running(other) == []
    sought = Assent.objects.create(
        official=people.clerk().id, department="service-centre", person_id=hers.id, attempt="", found_at=time.now(),
        until=time.now() + timedelta(minutes=5),
    )  # fmt: skip
    assert windows.assent_for(people.clerk(), str(sought.pk))
    with pytest.raises(NoAssent):
        windows.assent_for(other, str(sought.pk))
    case = people.draft(people.ALLOWANCE)
    objections.raise_objection(hers, str(case.pk), "elder.name", claim="禾素芳", reason="户口簿上是芳字")
    assert objected.of_applicant(hers)
    assert objected.of_applicant(people.owner()) == []
