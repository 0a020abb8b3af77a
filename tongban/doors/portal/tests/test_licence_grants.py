"""A company's licences are given down its levels, agreed to by its head where he wants it, and ended for all below."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.credentials import actions as credentials
from tongban.registers.credentials import queries as shown
from tongban.registers.credentials.errors import NothingChosen, NotShown
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.identity.errors import NotEmpowered
from tongban.registers.identity.models import Membership
from tongban.registers.licences import queries as licences
from tongban.registers.licences.errors import NotYourLicence
from tongban.registers.licences.models import Licence
from tongban.registers.licences.tests.test_licences import issue
from tongban.registers.mandates import actions, queries
from tongban.registers.mandates.errors import MandateEnded, NoSuchMandate
from tongban.registers.mandates.models import LicenceGrant
from tools import people as town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
FOOD, ADMINISTRATOR, OPERATOR = "food-business", "hexiaoman", "duanmuyan"


@pytest.fixture
def head() -> Actor:
    """The noodle shop's head, who has an administrator and an operator."""
    owner = town.owner().with_proof()
    firm = owner.on_behalf.removeprefix("organisation/")
    for key, role in ((ADMINISTRATOR, "administrator"), (OPERATOR, "handler")):
        identity.join(owner, town.actor(key).id, firm, role)
    return owner


def member(head: Actor, key: str) -> Actor:
    """As he acts for the shop now."""
    return queries.actor_for(people.account_by_name(key), door="portal", on_behalf=head.on_behalf).with_proof()


def licence(head: Actor) -> Licence:
    return issue(FOOD, head.on_behalf, head.behalf_name)


def grant(giver: Actor, key: str, **more: Any) -> LicenceGrant:
    said: dict[str, Any] = {"until": time.today() + timedelta(days=30), **more}
    return actions.grant_licences(giver, town.actor(key).id, [FOOD], said.pop("until"), **said)


def test_without_a_rule_members_use_licences_by_their_role(head: Actor) -> None:
    mine = licence(head)
    assert member(head, OPERATOR).data is None
    assert credentials.show_licence(member(head, OPERATOR), str(mine.pk), ["number"]).hand == ""


def test_where_the_head_wants_grants_nobody_else_sees_or_shows_a_licence_without_one(head: Actor) -> None:
    mine = licence(head)
    actions.set_licence_rule(head, by_grant=True, second_yes=False)
    for key in (ADMINISTRATOR, OPERATOR):
        assert mine not in licences.of_holder(member(head, key))
        with pytest.raises(NotYourLicence):
            credentials.show_licence(member(head, key), str(mine.pk), ["number"])
        with wall.behind(member(head, key)):
            assert not Licence.objects.filter(pk=mine.pk).exists(), "nor does the database show it"
    head = member(head, "linwan")
    assert mine in licences.of_holder(head)
    grant(head, OPERATOR)
    assert mine in licences.of_holder(member(head, OPERATOR))
    with wall.behind(member(head, OPERATOR)):
        assert Licence.objects.filter(pk=mine.pk).exists()


def test_it_goes_down_the_levels_and_never_further_or_longer_than_it_was_given(head: Actor) -> None:
    mine = licence(head)
    actions.set_licence_rule(head, by_grant=True, second_yes=False)
    with pytest.raises(NotAllowed, match="没有得到"):
        grant(member(head, ADMINISTRATOR), OPERATOR)
    first = grant(head, ADMINISTRATOR)
    with pytest.raises(NotAllowed, match="没有得到"):
        grant(member(head, ADMINISTRATOR), OPERATOR)
    actions.end_licence_grant(head, str(first.pk))
    grant(head, ADMINISTRATOR, pass_on=True, fields=["number", "f_name"])
    for more in ({"until": time.today() + timedelta(days=31)}, {}, {"fields": ["number", "holder"]}):
        with pytest.raises(NotAllowed, match="没有得到"):
            grant(member(head, ADMINISTRATOR), OPERATOR, **more)
    grant(member(head, ADMINISTRATOR), OPERATOR, fields=["number"])
    with pytest.raises(NotAllowed, match="下一级"):
        grant(member(head, OPERATOR), ADMINISTRATOR)
    operator = member(head, OPERATOR)
    assert credentials.show_licence(operator, str(mine.pk), ["number", "holder"]).fields == ["number"]
    with pytest.raises(NothingChosen):
        credentials.show_licence(operator, str(mine.pk), ["holder"])


def test_an_end_above_is_an_end_below_also_of_a_code_that_is_being_shown(head: Actor) -> None:
    mine = licence(head)
    actions.set_licence_rule(head, by_grant=True, second_yes=False)
    above = grant(head, ADMINISTRATOR, pass_on=True)
    grant(member(head, ADMINISTRATOR), OPERATOR)
    row = credentials.show_licence(member(head, OPERATOR), str(mine.pk), ["number"])
    text, _ = shown.turn(row)
    assert shown.by_token(text)
    with pytest.raises(NoSuchMandate):
        actions.end_licence_grant(member(head, OPERATOR), str(above.pk))
    actions.end_licence_grant(member(head, ADMINISTRATOR), str(above.pk))
    assert mine not in licences.of_holder(member(head, OPERATOR))
    with pytest.raises(NotShown):
        shown.by_token(text)
    with pytest.raises(MandateEnded):
        actions.end_licence_grant(head, str(above.pk))


def test_where_the_head_wants_it_anothers_word_waits_for_his_yes_and_nobody_elses(head: Actor) -> None:
    mine = licence(head)
    actions.set_licence_rule(head, by_grant=True, second_yes=True)
    grant(head, ADMINISTRATOR, pass_on=True)
    row = grant(member(head, ADMINISTRATOR), OPERATOR)
    assert mine not in licences.of_holder(member(head, OPERATOR))
    for key in (ADMINISTRATOR, OPERATOR):
        with pytest.raises(NotAllowed, match="法定代表人"):
            actions.agree_licence_grant(member(head, key), str(row.pk))
    with pytest.raises(NotAllowed, match="法定代表人"):
        actions.set_licence_rule(member(head, ADMINISTRATOR), by_grant=False, second_yes=False)
    actions.agree_licence_grant(head, str(row.pk))
    assert mine in licences.of_holder(member(head, OPERATOR))


def test_who_leaves_the_company_takes_what_he_gave_with_him(head: Actor) -> None:
    mine = licence(head)
    actions.set_licence_rule(head, by_grant=True, second_yes=False)
    grant(head, ADMINISTRATOR, pass_on=True)
    grant(member(head, ADMINISTRATOR), OPERATOR)
    Membership.objects.filter(person_id=town.actor(ADMINISTRATOR).id, role="administrator").delete()
    assert mine not in licences.of_holder(member(head, OPERATOR))


def test_strangers_and_other_companies_neither_give_nor_see_grants(head: Actor) -> None:
    row = grant(head, OPERATOR)
    with pytest.raises(NotAllowed, match="单位身份"):
        grant(town.actor("henainai"), OPERATOR)
    with pytest.raises(NoSuchMandate):
        actions.end_licence_grant(town.actor("henainai"), str(row.pk))
    with pytest.raises(Invalid):
        actions.grant_licences(head, "nobody", [FOOD], time.today())
    with wall.behind(town.actor("henainai")):
        assert not LicenceGrant.objects.exists()
    with wall.behind(town.actor(OPERATOR)):
        assert LicenceGrant.objects.filter(pk=row.pk).exists()


def test_the_page_gives_agrees_and_ends(head: Actor) -> None:
    mine = licence(head)
    page = Client()
    page.force_login(people.account_by_name("linwan"))
    page.post("/identity/", {"behalf": head.on_behalf})
    page.post("/biz/licence-grants/", {"what": "rule", "by_grant": "yes"})
    asked = page.get("/biz/licence-grants/").content.decode()
    assert "现在只有得到授权的人" in asked
    said = {"types": [FOOD], "taker": town.actor(OPERATOR).id, "until": str(time.today()), "fields": ["number"]}
    assert page.post("/biz/licence-grants/", {**said, "until": ""}).status_code == 422
    assert page.post("/biz/licence-grants/", said)["Location"] == "/biz/licence-grants/"
    assert "端木砚" in page.get("/biz/licence-grants/").content.decode()
    other = Client()
    other.force_login(people.account_by_name(OPERATOR))
    other.post("/identity/", {"behalf": head.on_behalf})
    assert other.get(f"/my/licences/{mine.pk}/")["Location"] == f"/my/licences/{mine.pk}/showing/"
    assert "持证人：" not in other.get(f"/my/licences/{mine.pk}/showing/").content.decode()
    assert other.get(f"/my/licences/{mine.pk}.pdf").status_code == 404
    row = LicenceGrant.objects.get()
    page.post(f"/biz/licence-grants/{row.pk}/end/")
    assert other.get(f"/my/licences/{mine.pk}/showing/").status_code == 404


def test_an_agency_uses_a_companys_licence_by_a_grant_alone_and_gives_none_on(head: Actor) -> None:
    mine = licence(head)
    agency = people.organisations_of(town.actor("zhangxiaohe").id).filter(kind="company")[0]
    identity.join(Actor.system(), town.actor("jiangbailu").id, agency.pk)
    actions.entrust(head, agency.credit_code, [town.FOOD], time.today() + timedelta(days=9))
    with pytest.raises(NotAllowed, match="没有授权您使用"):
        credentials.show_licence(member(head, "jiangbailu"), str(mine.pk), ["number"])
    row = actions.grant_licences(head, agency.credit_code, [FOOD], time.today())
    acting = member(head, "jiangbailu")
    assert credentials.show_licence(acting, str(mine.pk), ["number"]).hand == town.actor("jiangbailu").principal
    with pytest.raises(NotAllowed, match="单位身份"):
        actions.grant_licences(acting, agency.credit_code, [FOOD], time.today())
    actions.end_licence_grant(head, str(row.pk))
    with pytest.raises(NotAllowed):
        credentials.show_licence(member(head, "jiangbailu"), str(mine.pk), ["number"])


def test_only_who_may_sign_for_the_company_gives_its_licences(head: Actor) -> None:
    firm = head.on_behalf.removeprefix("organisation/")
    actions.grant_licences(head, town.actor(OPERATOR).id, [FOOD], time.today() + timedelta(days=9), pass_on=True)
    identity.join(head, town.actor(OPERATOR).id, firm, "handler", may=("see",))
    agency = people.organisations_of(town.actor("zhangxiaohe").id).filter(kind="company")[0]
    with pytest.raises(NotEmpowered):
        actions.grant_licences(member(head, OPERATOR), agency.credit_code, [FOOD], time.today())
