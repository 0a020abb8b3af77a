"""A guardian or carer shows the code of whom he cares for; the window sees who stands there; it ends with the care."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.codes import actions, queries
from tongban.registers.codes.errors import CodeRefused
from tongban.registers.codes.models import Code
from tongban.registers.identity import queries as identity
from tongban.registers.mandates import actions as mandates
from tongban.registers.mandates import queries as acting
from tongban.registers.mandates.models import Mandate
from tongban.registers.visits import actions as visits
from tongban.registers.visits import queries as visiting
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def carer(of: Mandate) -> Actor:
    account = identity.account_by_name("hexiaoman")
    assert account is not None
    return acting.actor_for(account, door="portal", on_behalf=of.for_whom)


def cared_for() -> Mandate:
    her, until = people.grandmother(), time.today() + timedelta(days=30)
    row = mandates.ask_care(
        people.actor("hexiaoman"), her.name, people.number("henainai"), [people.ALLOWANCE], until, "孙女，户口簿"
    )
    return mandates.confirm(her, str(row.pk))


def test_a_carer_shows_a_code_of_its_own_and_the_window_receives_who_stands_there() -> None:
    mandate, her = cared_for(), people.grandmother()
    own = actions.open_code(her)
    shown = actions.open_code(carer(mandate))
    assert (shown.holder, shown.shown_by) == (own.holder, people.actor("hexiaoman").applicant)
    with wall.behind(carer(mandate)):
        assert list(Code.objects.all()) == [shown]
    visit = visits.receive_by_code(people.clerk(), queries.show(shown).text)
    assert str(visit.person_id) == people.actor("hexiaoman").id
    assert mandate.for_whom in [one.subject for one in visiting.callings(visit)]
    assert queries.mine(her) == own


def test_its_page_is_open_to_a_carer_and_says_by_whom_it_is_shown() -> None:
    mandate, browser = cared_for(), Client()
    browser.force_login(identity.account_by_name("hexiaoman"))
    session = browser.session
    session["behalf"] = mandate.for_whom
    session.save()
    browser.post("/my/code/")
    page = browser.get("/my/code/").content.decode()
    assert "禾素芬的码" in page
    assert "代禾素芬出示" in page


def test_what_is_shown_for_another_ends_with_the_care_at_once() -> None:
    mandate = cared_for()
    text = queries.show(actions.open_code(carer(mandate))).text
    mandates.end(people.grandmother(), str(mandate.pk))
    with pytest.raises(CodeRefused, match="授权已经结束"):
        actions.scan(people.clerk(), text, purpose="咨询")


def test_a_mandate_for_items_shows_nobodys_code() -> None:
    her, until = people.grandmother(), time.today() + timedelta(days=30)
    mandate = mandates.give(her, "禾小满", people.number("hexiaoman"), [people.ALLOWANCE], until)
    for verb in (actions.open_code, queries.mine):
        with pytest.raises(NotAllowed, match="不包括出示"):
            verb(carer(mandate))
