"""A guardian because the register says so; a carer because the elderly person, or a window, says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tongban.doors.parts import channels
from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed, NotYours, ProveFirst
from tongban.registers.answers import actions as keeping
from tongban.registers.answers import queries as answers
from tongban.registers.answers.kinds import Given
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as people
from tongban.registers.identity.errors import NotYourMandate, RealNameFirst
from tongban.registers.mandates import actions, queries
from tongban.registers.mandates.errors import MandateEnded, NoSuchMandate, NotTheGuardian, RegisterSilent
from tongban.registers.sources.tests.authority import Authority, authority
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as held
from tools import people as town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
CHILD, AREA = "端木雨", "999001"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Authority]:
    """The household register of Lanting, over its real wire."""
    with authority(tmp_path, town.known()) as there:
        there.connect("household-member", "agent-identity")
        yield there


def number() -> str:
    return town.child_number("duanmuyu")


def for_child(account: str = "duanmuyan") -> Actor:
    child = people.known_as(CHILD, number())
    assert child
    return queries.actor_for(people.account_by_name(account), door="portal", on_behalf=child.subject).with_proof()


def first_item() -> str:
    return catalogue.items(audience="person", limit=1)[0].code


def test_a_parent_the_register_knows_acts_for_his_child_and_nobody_else_does(register: Authority) -> None:
    mandate = actions.guard(town.actor("duanmuyan"), CHILD, number())
    draft = cases.start(for_child(), first_item(), AREA)
    assert draft.applicant == mandate.for_whom
    assert mandate.until == time.today() + timedelta(days=90)
    with pytest.raises(NotTheGuardian):
        actions.guard(town.actor("linwan"), CHILD, number())
    with pytest.raises(NotTheGuardian, match="不一致"):
        actions.guard(town.actor("duanmuyan"), "端木雪", number())
    with pytest.raises(NotYourMandate):
        for_child("linwan")
    assert [line["resource"] for line in register.desk.log].count("household-member") == 2, "the same day's is kept"


def test_a_silent_register_decides_nothing(register: Authority) -> None:
    register.desk.set_mode("down")
    with pytest.raises(RegisterSilent):
        actions.guard(town.actor("duanmuyan"), CHILD, number())
    assert people.known_as(CHILD, number()) is None


def test_who_is_of_age_has_no_guardian_here_and_it_ends_with_the_birthday(register: Authority) -> None:
    with pytest.raises(Invalid, match="已满 18 周岁"):
        actions.guard(town.actor("duanmuyan"), "江白鹭", town.number("jiangbailu"))
    with pytest.raises(ProveFirst):
        actions.guard(people.actor_for(people.account_by_name("duanmuyan"), door="portal"), CHILD, number())
    with time.held(time.now().replace(year=2035, month=3, day=1)):
        mandate = actions.guard(town.actor("duanmuyan"), CHILD, number())
        assert str(mandate.until) == "2035-04-04"


def test_the_childs_answers_and_cases_never_mix_with_the_guardians(register: Authority) -> None:
    own = cases.start(town.actor("duanmuyan"), first_item(), AREA)
    child = actions.guard(town.actor("duanmuyan"), CHILD, number()).for_whom
    other = cases.start(for_child(), first_item(), AREA)
    assert [case.pk for case in held.drafts_of(for_child())] == [other.pk]
    assert [case.pk for case in held.drafts_of(town.actor("duanmuyan"))] == [own.pk]
    with pytest.raises(NotYours):
        held.draft_for(for_child(), str(own.pk))
    for who, said in ((town.actor("duanmuyan").applicant, "父亲的"), (child, "孩子的")):
        keeping.keep(Actor.system(), who, f"case/{who}", "样例", [Given("person.school", "学校", said, said)])
    assert [row.text for row in answers.of_applicant(for_child())] == ["孩子的"]
    assert [row.text for row in answers.of_applicant(town.actor("duanmuyan"))] == ["父亲的"]


def test_both_parents_may_and_one_giving_up_leaves_the_other(register: Authority) -> None:
    one = actions.guard(town.actor("duanmuyan"), CHILD, number())
    actions.guard(town.actor("liyanyan"), CHILD, number())
    again = actions.guard(town.actor("duanmuyan"), CHILD, number())
    assert again.pk == one.pk, "asked again, it is the same"
    with pytest.raises(NoSuchMandate):
        actions.end(town.actor("liyanyan"), str(one.pk))
    actions.end(town.actor("duanmuyan"), str(one.pk))
    assert for_child("liyanyan").ground == "法定监护"
    with pytest.raises(NotYourMandate):
        for_child()
    other = queries.received_by(town.actor("liyanyan").id)[0]
    actions.end(town.actor("LT0003"), str(other.pk), "撤销监护人资格的判决书")
    with pytest.raises(NotYourMandate):
        for_child("liyanyan")


@pytest.fixture
def care() -> Any:
    grandmother, day = known_by("henainai"), time.today() + timedelta(days=60)
    return actions.ask_care(town.actor("hexiaoman"), *grandmother, [first_item()], day, "孙女，户口簿")


def known_by(key: str) -> tuple[str, str]:
    return people.person(town.actor(key).id).name, town.number(key)


def caring() -> Actor:
    behalf = town.actor("henainai").applicant
    return queries.actor_for(people.account_by_name("hexiaoman"), door="portal", on_behalf=behalf)


def test_a_carer_acts_only_after_the_elderly_person_has_agreed_and_until_she_ends_it(care: Any) -> None:
    with pytest.raises(NotYourMandate):
        caring()
    with pytest.raises(NoSuchMandate):
        actions.confirm(town.actor("hexiaoman"), str(care.pk))
    actions.confirm(town.actor("henainai"), str(care.pk))
    assert (caring().items, caring().documents) == ((first_item(),), False)
    with pytest.raises(MandateEnded):
        actions.confirm(town.actor("henainai"), str(care.pk))
    actions.end(town.actor("henainai"), str(care.pk))
    with pytest.raises(NotYourMandate):
        caring()


def test_a_window_that_has_seen_the_paper_agrees_in_her_place_and_names_it(care: Any) -> None:
    with pytest.raises(NotAllowed):
        actions.confirm_at_window(town.actor("linwan"), str(care.pk), "委托书")
    clerk = town.actor("LT0003")
    with pytest.raises(Invalid, match="原件"):
        actions.confirm_at_window(clerk, str(care.pk), " ")
    row = actions.confirm_at_window(clerk, str(care.pk), "委托书原件（按印）")
    assert row.proof == "孙女，户口簿；窗口核对：委托书原件（按印）"
    assert caring().behalf_name == "禾素芬"
    with pytest.raises(Invalid, match="依据"):
        actions.end(clerk, str(care.pk))
    actions.end(clerk, str(care.pk), "老人本人到窗口要求")
    with pytest.raises(NotYourMandate):
        caring()


def test_only_an_elderly_person_has_a_carer_and_a_paper_and_an_end_are_wanted() -> None:
    me, day, item = town.actor("hexiaoman"), time.today(), [first_item()]
    with pytest.raises(Invalid, match="未满 60"):
        actions.ask_care(me, *known_by("linwan"), item, day, "朋友")
    for until, paper in ((None, "户口簿"), (day, " "), (day + timedelta(days=400), "户口簿")):
        with pytest.raises(Invalid):
            actions.ask_care(me, *known_by("henainai"), item, until, paper)
    stated = people.actor_for(people.account_by_name("shenqiao"), door="portal")
    with pytest.raises(RealNameFirst):
        actions.ask_care(stated, *known_by("henainai"), item, day, "户口簿")


def test_the_banner_says_for_whom_and_why_and_an_open_stream_ends_with_it(
    care: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.confirm(town.actor("henainai"), str(care.pk))
    browser = Client()
    browser.force_login(people.account_by_name("hexiaoman"))
    browser.post("/identity/", {"behalf": town.actor("henainai").applicant})
    shown = browser.get("/my/cases/").content.decode()
    assert "您正在代表 <strong>禾素芬</strong> 办事（照护代办）" in shown
    monkeypatch.setattr(channels, "close_old_connections", lambda: None)  # here all is one connection
    heard = channels.authorise(f"sessionid={browser.session.session_key}", ["inbox"])
    assert care.subject in heard.ends_with
    actions.end(town.actor("henainai"), str(care.pk))
    assert "<strong>禾素芬</strong>" not in browser.get("/my/cases/").content.decode()


def test_pages_ask_and_confirm() -> None:
    carer, giver = Client(), Client()
    carer.force_login(people.account_by_name("hexiaoman"))
    giver.force_login(people.account_by_name("henainai"))
    name, id_number = known_by("henainai")
    said = {"name": name, "id_number": id_number, "items": [first_item()], "until": str(time.today()), "paper": ""}
    assert "照护凭据" in carer.post("/my/mandates/care/", said).content.decode()
    assert carer.post("/my/mandates/care/", {**said, "paper": "户口簿"})["Location"] == "/my/mandates/"
    assert "请求替您办事" in giver.get("/my/mandates/").content.decode()
    jobs.drain()
    assert "有人请求替您办事" in giver.get("/my/messages/").content.decode()
    wrong = carer.post("/my/mandates/guardian/", {"name": CHILD, "id_number": "1"})
    assert (wrong.status_code, "监护关系还没有登记" in wrong.content.decode()) == (422, True)
