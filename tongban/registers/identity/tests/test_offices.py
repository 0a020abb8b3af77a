"""What identity promises about departments, desks, posts and other systems."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tongban.engines.codes import masking
from tongban.kernel import time
from tongban.kernel.actor import Post
from tongban.kernel.errors import Invalid, NotAllowed, SignInFirst
from tongban.registers.identity import actions, queries
from tongban.registers.identity.errors import AlreadyRegistered, NotRegistered, NotYourMandate, PowersApart
from tongban.registers.identity.models import Client, Holding
from tongban.registers.identity.tests.conftest import CLERK, SYSTEM
from tongban.registers.places import actions as places
from tongban.registers.places.kinds import DivisionRow

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def districts(db):
    names = {"99": "省", "9990": "市", "999001": "甲区", "999002": "乙区"}
    places.load_divisions(SYSTEM, [DivisionRow(code, name) for code, name in names.items()], source="test")


def acting(official):
    return queries.actor_for(actions.open_account(SYSTEM, official.number, official=official.pk), door="desk")


def test_an_official_acts_from_the_posts_he_holds_today(official):
    actions.appoint(SYSTEM, official.pk, "food", role="reviewer")
    actions.appoint(SYSTEM, official.pk, "food", role="approver", since=time.today() + DAY)
    actor = acting(official)
    assert actor.posts == (Post("food", "market", "", "reviewer"),)
    assert (actor.kind, actor.number, actor.name, actor.door) == ("official", "LT0301", "周济", "desk")


def test_a_post_counts_through_its_last_day_and_not_after(official):
    actions.appoint(SYSTEM, official.pk, "food", until=time.today())
    assert len(queries.posts_of(official.pk)) == 1
    with time.held(time.now() + DAY):
        assert queries.posts_of(official.pk) == ()


def test_a_relieved_official_has_lost_the_post_at_once(official):
    with time.held(time.now() - 3 * DAY):
        holding = actions.appoint(SYSTEM, official.pk, "food")
    actions.relieve(SYSTEM, holding.pk)
    assert queries.posts_of(official.pk) == ()
    assert queries.holdings_of(official.pk).get().until == time.today() - DAY


def test_a_post_of_today_can_be_taken_back_today(official):
    actions.relieve(SYSTEM, actions.appoint(SYSTEM, official.pk, "food").pk)
    assert queries.posts_of(official.pk) == ()
    actions.appoint(SYSTEM, official.pk, "food")


def test_the_same_post_is_held_once_at_a_time(official):
    actions.appoint(SYSTEM, official.pk, "food")
    with pytest.raises(AlreadyRegistered):
        actions.appoint(SYSTEM, official.pk, "food")


def test_a_post_needs_a_known_role_area_and_order_of_days(official):
    with pytest.raises(Invalid) as refused:
        actions.appoint(SYSTEM, official.pk, "food", "888888", "boss", until=time.today() - DAY)
    assert len(refused.value.details["problems"]) == 3
    with pytest.raises(NotRegistered):
        actions.appoint(SYSTEM, official.pk, "none")


def test_holders_are_those_whose_area_covers_the_matter(official, districts):
    district = actions.employ(SYSTEM, "LT0302", "何苗", "market")
    actions.appoint(SYSTEM, official.pk, "food", role="approver")
    actions.appoint(SYSTEM, district.pk, "food", "999001", "reviewer")
    assert queries.holders("food", "999001") == [official, district]
    assert queries.holders("food", "999002") == [official]
    assert queries.holders("food", "999001", ["reviewer"]) == [district]
    assert queries.holders("food") == [official]
    assert queries.holders("none", "999001") == []


def test_staff_cannot_act_for_applicants_through_their_staff_account(official, make_company):
    account = actions.open_account(SYSTEM, "staff", official=official.pk)
    with pytest.raises(NotYourMandate):
        queries.actor_for(account, door="desk", on_behalf=make_company().subject)


def test_a_closed_account_acts_no_more(official):
    account = actions.open_account(SYSTEM, "staff", official=official.pk)
    with pytest.raises(SignInFirst):
        queries.actor_for(actions.close_account(SYSTEM, account.pk), door="desk")


def test_departments_come_as_trees(market):
    actions.add_department(SYSTEM, "market-food", "食品科", parent="market")
    tree = queries.departments()
    assert [node.department for node in tree] == [market]
    assert [node.department.code for node in tree[0].children] == ["market-food"]


def test_codes_of_departments_desks_and_staff_are_used_once(official):
    for again in (
        lambda: actions.add_department(SYSTEM, "market", "另一个"),
        lambda: actions.add_desk(SYSTEM, "food", "另一个", "market"),
        lambda: actions.employ(SYSTEM, "LT0301", "另一个", "market"),
    ):
        with pytest.raises(AlreadyRegistered):
            again()


def test_desks_and_departments_answer_by_code(official):
    assert queries.desk("food").department.short == "市场监管局"
    assert queries.desk_exists("food")
    assert not queries.desk_exists("none")
    assert list(queries.officials_of("market")) == [official]
    assert queries.official_by_number("LT0301") == queries.official(official.pk)
    for missing in (lambda: queries.desk("none"), lambda: queries.department("none"), lambda: queries.official("none")):
        with pytest.raises(NotRegistered):
            missing()


def test_who_creates_accounts_does_not_grant_and_who_grants_creates_none(official):
    other = actions.employ(SYSTEM, "LT0302", "另一人", "market")
    actions.appoint(SYSTEM, official.pk, "food", role="sysadmin")
    actions.appoint(SYSTEM, other.pk, "food", role="secadmin")
    system, security = (acting(one).with_proof() for one in (official, other))
    with pytest.raises(NotAllowed):
        actions.employ(CLERK, "LT0309", "某人", "market")
    third = actions.employ(system, "LT0309", "某人", "market")
    with pytest.raises(NotAllowed):
        actions.appoint(system, third.pk, "food")
    with pytest.raises(NotAllowed):
        actions.open_account(security, "LT0309", official=third.pk)
    assert actions.appoint(security, third.pk, "food").role == "clerk"
    with pytest.raises(PowersApart):
        actions.appoint(security, other.pk, "food")


def test_an_administrator_holds_no_other_post_whatever_the_statement(official):
    actions.appoint(SYSTEM, official.pk, "food", role="auditor")
    for role in ("clerk", "sysadmin"):
        with pytest.raises(PowersApart, match="不同的人"):
            actions.appoint(SYSTEM, official.pk, "food", role=role)
        with pytest.raises(IntegrityError, match="three_administrators"), transaction.atomic():
            Holding.objects.create(official=official, desk_id="food", role=role, since=time.today())


def test_a_client_is_known_by_its_token_which_is_kept_as_a_digest_only(market):
    client, token = actions.add_client(SYSTEM, "市数据平台", ["cases:read", "identity"], "market", ["supervision"])
    actor = queries.client_for(token)
    assert (actor.kind, actor.id, actor.scopes) == ("client", str(client.pk), ("cases:read", "identity"))
    assert actor.posts == (Post("", "market", "", "client"),)
    assert token not in str(Client.objects.values().get())
    assert queries.client_for(token + "x") is None
    actions.revoke_client(SYSTEM, client.pk)
    assert queries.client_for(token) is None


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张*"), ("欧阳修之", "欧阳**"), ("买买提·艾力", "买***"), ("𬭚", "𬭚*"), ("葛\U000e0100城", "葛*")],
)
def test_a_masked_name_shows_its_surname_only(name, masked):
    assert masking.name(name) == masked


def test_codes_and_texts_that_do_not_fit_are_refused_with_a_sentence(market):
    for refused in (
        lambda: actions.add_department(SYSTEM, "has space", "某局"),
        lambda: actions.add_desk(SYSTEM, "x" * 61, "某岗", "market"),
        lambda: actions.employ(SYSTEM, "LT\x00", "某人", "market"),
        lambda: actions.add_desk(SYSTEM, "van", "某岗", "market", kind="van"),
    ):
        with pytest.raises(Invalid):
            refused()
