"""A mandate names the data its taker sees; a guardian shows the child's licences; an end is an end everywhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.engines.forms import look_up
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.answers import actions as answers
from tongban.registers.answers.kinds import Given
from tongban.registers.answers.models import Answer
from tongban.registers.credentials import actions as credentials
from tongban.registers.credentials import queries as shown
from tongban.registers.credentials.errors import NotShown
from tongban.registers.credentials.models import Showing
from tongban.registers.identity import queries as people
from tongban.registers.licences import queries as licences
from tongban.registers.licences.errors import NotYourLicence
from tongban.registers.licences.models import Licence
from tongban.registers.licences.tests.test_licences import issue, revoke
from tongban.registers.mandates import actions, queries
from tongban.registers.mandates.kinds import Ground
from tongban.registers.mandates.models import Mandate
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as held
from tools import people as town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
ITEM, AREA, CARD = "disabled-subsidies", "999001", "disability-certificate"


def give(*data: str) -> Any:
    """端木砚 lets 林晚 act for him in one item, and see of his own what is named."""
    taker = people.person(town.actor("linwan").id)
    return actions.give(town.actor("duanmuyan"), taker.name, town.number("linwan"), [ITEM],
                        time.today() + timedelta(days=9), data=data)  # fmt: skip


def agent(giver: str = "duanmuyan", taker: str = "linwan") -> Actor:
    behalf = town.actor(giver).applicant
    return queries.actor_for(people.account_by_name(taker), door="portal", on_behalf=behalf).with_proof()


def certificate() -> Licence:
    me = town.actor("duanmuyan")
    return licences.held(me.applicant, CARD) or issue(
        CARD, me.applicant, "端木砚", fields={"name": "端木砚", "kind": "视力", "level": "3"}
    )


def filled(case: Any, *fields: str) -> list[bool]:
    return [look_up(case.data, name) is not None for name in fields]


def test_the_form_is_filled_with_what_was_named_and_nothing_else() -> None:
    certificate()
    give("own/phone")
    case = cases.start(agent(), ITEM, AREA)
    assert filled(case, "person.name", "person.phone", "person.address", "cert.level") == [True, True, False, False]
    give(f"licence/{CARD}")
    held.prefill(again := held.draft_for(agent(), str(case.pk)))
    assert filled(again, "cert.level", "person.address") == [True, False]
    own = cases.start(town.actor("duanmuyan"), ITEM, AREA)
    assert filled(own, "person.phone", "person.address", "cert.level") == [True, True, True], "he himself sees all"


def test_the_givers_own_answers_in_a_draft_are_not_said_to_have_moved_when_an_agent_opens_it() -> None:
    certificate()
    own = cases.start(town.actor("duanmuyan"), ITEM, AREA)
    give()
    case = held.draft_for(agent(), str(own.pk))
    assert held.moved_sources(case, held.facts_of(case)) == []


def test_materials_are_not_spared_with_what_was_not_named() -> None:
    certificate()
    give()
    case = held.draft_for(agent(), str(cases.start(agent(), ITEM, AREA).pk))
    spared = {way.what for slot in held.slots(case) for way in slot.spares if way.answers}
    give(f"licence/{CARD}")
    more = held.slots(held.draft_for(agent(), str(case.pk)))
    assert CARD not in spared
    assert any(way.state == "no" and not way.licence_id for slot in held.slots(case) for way in slot.spares)
    assert CARD in {way.what for slot in more for way in slot.spares} | {slot.licence_text[:4] for slot in more}


def test_other_licences_are_no_ones_who_was_not_given_them_by_name() -> None:
    mine, other = certificate(), issue("food-business", town.actor("duanmuyan").applicant, "端木砚")
    give(f"licence/{CARD}")
    assert [one.pk for one in licences.of_holder(agent())] == [mine.pk]
    assert licences.licence_for(agent(), str(mine.pk)) == mine
    with pytest.raises(NotYourLicence):
        licences.licence_for(agent(), str(other.pk))


def test_the_database_alone_shows_no_more_than_was_named() -> None:
    me = town.actor("duanmuyan")
    mine, other = certificate(), issue("food-business", me.applicant, "端木砚")
    for one in (mine, other):
        credentials.show_licence(me, str(one.pk), ["number"])
    said = Given("person.school", "学校", "一中", "一中")
    answers.keep(Actor.system(), me.applicant, "case/x", "样例", [said])
    give(f"licence/{CARD}")
    with wall.behind(agent()):
        assert [row.pk for row in Licence.objects.filter(holder=me.applicant)] == [mine.pk]
        assert [row.licence_id for row in Showing.objects.filter(holder=me.applicant)] == [mine.pk]
        assert not Answer.objects.filter(applicant=me.applicant).exists()
    give("own/answers")
    with wall.behind(agent()):
        assert Answer.objects.filter(applicant=me.applicant).exists()
    with wall.behind(me):
        assert Licence.objects.filter(holder=me.applicant).count() > 1
        assert Showing.objects.filter(holder=me.applicant).count() == 2


def test_who_was_given_a_licence_shows_it_until_the_mandate_ends() -> None:
    mine = certificate()
    mandate = give(f"licence/{CARD}")
    row = credentials.show_licence(agent(), str(mine.pk), ["number"])
    text, _ = shown.turn(row)
    assert shown.by_token(text)[1].pk == row.pk
    actions.end(town.actor("duanmuyan"), str(mandate.pk))
    with pytest.raises(NotShown, match="不能代持证人"):
        shown.by_token(text)
    assert not shown.still_shown(row)


def test_a_mandate_without_named_data_shows_nobodys_licence() -> None:
    mine, taker = certificate(), people.person(town.actor("linwan").id)
    actions.give(town.actor("duanmuyan"), taker.name, town.number("linwan"), [ITEM], time.today())
    with pytest.raises(NotAllowed, match="不包括出示"):
        credentials.show_licence(agent(), str(mine.pk), ["number"])


def test_a_guardian_sees_and_shows_the_childs_licences_until_the_child_is_of_age() -> None:
    parent, child = town.actor("duanmuyan"), town.actor("hexiaoman")
    Mandate.objects.create(
        giver_id=child.id, taker_id=parent.id, ground=Ground.GUARDIAN, items=[], documents=True,
        given_at=time.now(), confirmed_at=time.now(), until=time.today(),
    )  # fmt: skip
    licence = issue("food-business", child.applicant, "何小满")
    page = Client()
    page.force_login(people.account_by_name("duanmuyan"))
    page.post("/identity/", {"behalf": child.applicant})
    seen = page.get("/my/licences/").content.decode()
    assert licence.number in seen
    assert "您正在代表" in seen
    page.post(f"/my/licences/{licence.pk}/showing/", {"field": ["number"]})
    row = shown.showings_of(agent("hexiaoman", "duanmuyan"), licence.pk)[0]
    assert row.hand == parent.principal
    text, _ = shown.turn(row)
    assert licence.number in Client().get(f"/v/{text}").content.decode()
    Mandate.objects.update(until=time.today() - timedelta(days=1))
    assert "不能代持证人" in Client().get(f"/v/{text}").content.decode()
    assert page.get(f"/my/licences/{licence.pk}/").status_code == 404


def test_the_page_asks_for_the_data_once_the_items_are_chosen_and_keeps_what_was_chosen() -> None:
    certificate()
    page = Client()
    page.force_login(people.account_by_name("duanmuyan"))
    taker = people.person(town.actor("linwan").id)
    said = {"name": taker.name, "id_number": town.number("linwan"), "items": [ITEM], "until": str(time.today())}
    asked = page.post("/my/mandates/new/", {**said, "asked_of": "food-business-licence"}).content.decode()
    assert f'value="licence/{CARD}"' in asked
    assert "登记的联系电话" in asked
    assert not queries.given_by(town.actor("duanmuyan").id).exists()
    page.post("/my/mandates/new/", {**said, "asked_of": ITEM, "data": ["own/phone", f"licence/{CARD}"]})
    assert set(agent().data or ()) == {"own/phone", f"licence/{CARD}"}
    assert "残疾人证（电子证照" in page.get("/my/mandates/").content.decode()
    with pytest.raises(Invalid):
        give("own/everything")


def test_an_elderly_person_chooses_what_her_carer_sees_when_she_agrees() -> None:
    grandmother = people.person(town.actor("henainai").id)
    care = actions.ask_care(town.actor("hexiaoman"), grandmother.name, town.number("henainai"), ["old-age-allowance"],
                            time.today() + timedelta(days=9), "孙女，户口簿")  # fmt: skip
    page = Client()
    page.force_login(people.account_by_name("henainai"))
    assert 'name="data"' in page.get("/my/mandates/").content.decode()
    page.post(f"/my/mandates/{care.pk}/confirmation/", {"asked_of": "all", "data": ["licence/social-security-card"]})
    assert agent("henainai", "hexiaoman").knows("licence/social-security-card")
    assert not agent("henainai", "hexiaoman").knows("own/phone")


def test_what_was_not_named_is_asked_of_no_authority_and_known_to_no_guide() -> None:
    taker, item, until = people.person(town.actor("linwan").id), "residence-permit", time.today()
    giver = town.actor("duanmuyan")
    actions.give(giver, taker.name, town.number("linwan"), [item], until, data=())
    case = held.draft_for(agent(), str(cases.start(agent(), item, AREA).pk))
    own = held.draft_for(giver, str(case.pk))
    assert held.form_sources(case) == []
    assert {one.source.source for one in held.form_sources(own)} <= {"residence-registration", "social-insurance"}
    told = held.facts_for(giver.applicant, {}, let=agent().data)["applicant"]
    assert not {"phone", "address"} & set(told)
    assert told["licence"](CARD) is None
    certificate()
    assert held.facts_for(giver.applicant, {}, let=None)["applicant"]["licence"](CARD)


def test_decisions_on_and_showings_of_other_licences_stay_the_givers_own() -> None:
    me, other = town.actor("duanmuyan"), issue("food-business", town.actor("duanmuyan").applicant, "端木砚")
    row = credentials.show_licence(me, str(other.pk), ["number"])
    revoke(town.approver(), other)
    decision = licences.decisions_on(other)[0]
    assert licences.decision_for(me, str(decision.pk)) == decision
    give(f"licence/{CARD}")
    with pytest.raises(NotYourLicence):
        licences.decision_for(agent(), str(decision.pk))
    with pytest.raises(NotAllowed, match="不包括出示"):
        shown.showing_for(agent(), row.code)
