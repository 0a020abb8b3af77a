"""Who has only stated his name is told so where it matters, proves it, and goes on exactly where he was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from tongban.kernel.errors import ProveFirst
from tongban.registers.identity import queries as identity
from tongban.registers.identity.models import Person
from tongban.registers.sources.tests.authority import authority
from tongban.work.cases import permits, queries
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_a_stated_name_is_made_real_on_the_way_and_nothing_is_lost(tmp_path: Path) -> None:
    case = people.draft(people.ALLOWANCE)
    me = people.grandmother()
    Person.objects.filter(pk=me.id).update(level=1)
    browser = Client()
    browser.force_login(identity.account_by_name("henainai"))
    page, said = f"/apply/{case.pk}/check/", {"promise": "yes"}
    sent = browser.post(page, said, headers={"Referer": f"http://testserver{page}"})
    assert sent["Location"] == f"/account/real-name/?next=%2Fapply%2F{case.pk}%2Fcheck%2F"
    assert queries.draft_for(me, str(case.pk)).data == case.data
    typed = {"name": "禾素芬", "id_number": people.number("henainai"), "next": page}
    with authority(tmp_path, people.known()) as register:
        register.connect("agent-identity")
        register.desk.set_mode("down")
        told = browser.post("/account/real-name/", typed)
        assert told.status_code == 503
        assert f'value="{typed["id_number"]}"' in told.content.decode()
        register.desk.set_mode("well")
        assert browser.post("/account/real-name/", typed)["Location"] == page
    assert browser.post(page, said)["Location"] == f"/apply/{case.pk}/done/"


def test_an_item_that_asks_for_it_wants_a_second_factor_at_its_submission() -> None:
    definition = replace(people.draft(people.FOOD).definition, assurance="strong")
    me = identity.actor_for(identity.account_by_name("linwan"), door="portal")  # type: ignore[arg-type]
    with pytest.raises(ProveFirst) as asked:
        permits.require_sure(me, definition)
    assert asked.value.doing == "提交“食品经营许可（新办）”的申请"
    permits.require_sure(me.with_proof(), definition)
