"""An organisation's own pages: its ledger narrowed, paged, grouped and taken along; what is another hat's opens."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from tongban.doors.portal.tests.walking import browser
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, ProveFirst
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as known
from tongban.registers.identity.errors import NotEmpowered
from tongban.registers.ledger import queries as facts
from tongban.work.cases import actions, queries
from tongban.work.packages import queries as packages
from tongban.work.packages.tests import helping
from tongban.work.packages.tests.test_following import NEW
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
ALL = queries.Wanted()


def page(query: str = "") -> str:
    return browser("linwan", people.owner().on_behalf).get(f"/biz/cases/{query}").content.decode()


def test_the_ledger_is_narrowed_by_chips_paged_by_key_and_grouped_by_one_thing() -> None:
    run = helping.submitted(**{"start.tobacco": "no", "premises.area": "80"})
    cases = [lane.case for lane in packages.lanes(run)]
    alone = people.submitted(people.FOOD)
    shown = page()
    assert all(case.number in shown for case in (*cases, alone))
    narrowed = page(f"?item={people.FOOD}&q={alone.number}")
    assert alone.number in narrowed
    assert cases[1].number not in narrowed
    assert f'href="?item={people.FOOD}"' in narrowed  # one chip takes back the words alone
    grouped = page("?by=package").split("<section")[-1]
    assert run.number in grouped
    assert cases[0].number in grouped
    assert alone.number not in grouped
    first = queries.ledger_of(people.owner(), ALL, limit=1)
    rest = queries.ledger_of(people.owner(), ALL, after=first[0].ledger_key)
    assert [c.pk for c in (*first, *rest)] == [c.pk for c in queries.ledger_of(people.owner(), ALL)]


def test_who_represents_it_takes_the_ledger_along_proved_and_recorded_an_operator_does_not() -> None:
    case, me = people.submitted(people.FOOD), people.owner()
    with pytest.raises(ProveFirst):
        actions.take_ledger(Actor("person", me.id, me.name, on_behalf=me.on_behalf), ALL, "csv")
    with pytest.raises(Invalid) as none:
        actions.take_ledger(me, queries.Wanted(q="没有这样的办件"), "csv")
    assert none.value.next_step
    client = proved(browser("linwan", me.on_behalf))
    told = client.post("/biz/cases/export/?state=open", {"form": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(told.streaming_content).decode("utf-8-sig"))))
    assert case.number in {row["办件编号"] for row in rows}
    assert "林晚" in {row["经办人"] for row in rows}
    book = client.post("/biz/cases/export/", {"form": "xlsx"})
    assert load_workbook(io.BytesIO(b"".join(book.streaming_content))).active["A1"].value == "办件编号"
    assert [f.kind for f in facts.timeline(me.on_behalf)].count("cases.LedgerTaken") == 2
    key = me.on_behalf.removeprefix("organisation/")
    identity.empower(people.actor("linwan"), key, "禾小满", people.number("hexiaoman"), "handler", None)
    operator = identity_of("hexiaoman", me.on_behalf)
    with pytest.raises(NotEmpowered):
        actions.take_ledger(operator, ALL, "csv")


def proved(client: Client) -> Client:
    session = client.session
    session["proved"] = time.ticking()
    session.save()
    return client


def identity_of(account: str, behalf: str) -> Actor:
    found = known.account_by_name(account)
    assert found
    return known.actor_for(found, door="portal", on_behalf=behalf).with_proof()


def test_a_link_to_what_belongs_to_the_new_shop_offers_the_founder_to_switch_and_nobody_else() -> None:
    run = helping.grant(helping.submitted(me=people.actor("linwan"), **NEW), "registration")
    food = helping.lane(run, "food").case
    founder, path = browser("linwan"), f"/my/cases/{food.number}/"
    offered = founder.get(path)
    assert offered.status_code == 403
    assert NEW["shop.name"] in offered.content.decode()
    assert f'value="{food.applicant}"' in founder.get(f"/my/packages/{run.number}/").content.decode()
    went = founder.post("/identity/", {"behalf": food.applicant, "next": path}, follow=True)
    assert went.status_code == 200
    assert food.number in went.content.decode()
    assert NEW["shop.name"] in founder.get("/biz/").content.decode()
    assert browser("henainai").get(path).status_code == 404


def test_the_copy_of_ones_data_says_what_it_holds_before_it_is_made() -> None:
    assert "data.json" in browser("linwan").get("/my/data/copy/").content.decode()
