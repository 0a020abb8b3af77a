"""What mandates promise: nobody reaches further than was named, or one click longer than was allowed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.engines.codes import fiction
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed, NotYours
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.identity.errors import NotYourMandate, TooManyAttempts
from tongban.registers.ledger import queries as ledger
from tongban.registers.mandates import actions, queries
from tongban.registers.mandates.errors import NoSuchMandate
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as held
from tongban.work.cases.errors import NotOffered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
NUMBER = fiction.id_number(777, time.today().replace(year=1980, month=3, day=1), "male")
AREA = "999001"


@pytest.fixture
def parties() -> tuple[Any, Any]:
    taker = identity.register_person(Actor.system(), "欧阳·远", NUMBER, phone="12000000777")
    account = identity.open_account(Actor.system(), "ouyang", person=taker.pk)
    return people.account_by_name("linwan"), account


@pytest.fixture
def item() -> tuple[str, str]:
    first, second, *_ = catalogue.items(audience="person", limit=100)
    return first.code, second.code


def himself(account: Any) -> Actor:
    return people.actor_for(account, door="portal").with_proof()


def given(parties: Any, item: Any, **more: Any) -> Any:
    until = time.today() + timedelta(days=30)
    return actions.give(himself(parties[0]), "欧阳·远", NUMBER, [item[0]], until, **more)


def acting(parties: Any) -> Actor:
    return queries.actor_for(parties[1], door="portal", on_behalf=himself(parties[0]).applicant).with_proof()


def test_a_mandate_opens_its_items_and_facts_name_both(parties: Any, item: Any) -> None:
    given(parties, item)
    agent = acting(parties)
    case = cases.start(agent, item[0], AREA)
    line = ledger.timeline(case.subject)[-1]
    assert (line.actor["id"], line.actor["on_behalf"]) == (agent.id, himself(parties[0]).applicant)
    assert case.applicant == himself(parties[0]).applicant
    with pytest.raises(NotOffered, match="没有授权"):
        cases.start(agent, item[1], AREA)


def test_what_the_giver_does_in_other_items_stays_unseen(parties: Any, item: Any) -> None:
    other = cases.start(himself(parties[0]), item[1], AREA)
    given(parties, item)
    assert held.drafts_of(acting(parties)) == []
    with pytest.raises(NotYours):
        held.draft_for(acting(parties), str(other.pk))


def test_ended_it_is_ended_everywhere_at_once_and_the_draft_stays_with_its_giver(parties: Any, item: Any) -> None:
    mandate = given(parties, item)
    draft = cases.start(acting(parties), item[0], AREA)
    browser = Client()
    browser.force_login(parties[1])
    assert browser.post("/identity/", {"behalf": himself(parties[0]).applicant}).status_code == 302
    assert "您正在代表 <strong>林晚</strong> 办事" in browser.get(f"/apply/{draft.pk}/").content.decode()
    actions.end(himself(parties[0]), str(mandate.pk))
    with pytest.raises(NotYourMandate):
        acting(parties)
    assert "没有办理" in browser.post(f"/services/{item[0]}/start/", {"area": AREA}).content.decode()
    assert browser.get(f"/apply/{draft.pk}/").status_code == 404
    assert held.draft_for(himself(parties[0]), str(draft.pk)) == draft


def test_it_ends_by_itself_after_its_last_day(parties: Any, item: Any) -> None:
    given(parties, item)
    with time.held(time.now() + timedelta(days=30)):
        assert acting(parties).items == (item[0],)
    with time.held(time.now() + timedelta(days=31)), pytest.raises(NotYourMandate):
        acting(parties)


def test_every_other_page_of_the_giver_stays_shut(parties: Any, item: Any) -> None:
    given(parties, item)
    browser = Client()
    browser.force_login(parties[1])
    browser.post("/identity/", {"behalf": himself(parties[0]).applicant})
    for path in ("licences", "materials", "messages", "data", "answers", "credit", "code", "mandates"):
        assert browser.get(f"/my/{path}/").status_code in (403, 404), path
    assert browser.get("/my/")["Location"] == "/my/cases/"
    assert browser.get("/my/cases/").status_code == 200


def test_only_who_is_meant_is_found_and_guessing_slows_down(parties: Any, item: Any) -> None:
    giver, until = himself(parties[0]), time.today()
    for _ in range(5):
        with pytest.raises(Invalid, match="一致"):
            actions.give(giver, "欧阳远", NUMBER, [item[0]], until)
    with pytest.raises(TooManyAttempts):
        actions.give(giver, "欧阳·远", NUMBER, [item[0]], until)


def test_nobody_passes_on_what_was_entrusted_to_him(parties: Any, item: Any) -> None:
    given(parties, item)
    with pytest.raises(NotAllowed, match="转委托"):
        actions.give(acting(parties), "欧阳·远", NUMBER, [item[0]], time.today())


def test_items_and_an_end_are_wanted(parties: Any, item: Any) -> None:
    giver, today = himself(parties[0]), time.today()
    late = today + timedelta(days=400)
    for items, until in (([], today), (["no-such-item"], today), ([item[0]], None), ([item[0]], late)):
        with pytest.raises(Invalid):
            actions.give(giver, "欧阳·远", NUMBER, items, until)


def test_the_taker_may_give_it_up_and_a_stranger_may_not_end_it(parties: Any, item: Any) -> None:
    mandate = given(parties, item)
    stranger = Actor("person", "00000000-0000-7000-8000-00000000000f", "别人")
    with pytest.raises(NoSuchMandate):
        actions.end(stranger, str(mandate.pk))
    actions.end(himself(parties[1]), str(mandate.pk))
    assert not queries.received_by(himself(parties[1]).id).exists()


def test_giving_wants_a_fresh_factor_outside_the_demo_city(parties: Any, item: Any) -> None:
    browser = Client()
    browser.force_login(parties[0])
    said = {"name": "欧阳·远", "id_number": NUMBER, "items": [item[0]], "until": str(time.today()), "asked_of": item[0]}
    assert browser.get("/my/mandates/new/").status_code == 200
    session = browser.session
    del session["one_click"]
    session.save()
    assert browser.post("/my/mandates/new/", said).status_code == 403
    assert not queries.given_by(himself(parties[0]).id).exists()
    session["one_click"] = True
    session.save()
    assert browser.post("/my/mandates/new/", said)["Location"] == "/my/mandates/"
    assert "欧阳·远" in browser.get("/my/mandates/").content.decode()
