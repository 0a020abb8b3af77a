"""A card of supervision on the lists of the desk: who may answer finds the form, others read who answers."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tongban.kernel import jobs
from tongban.registers.identity import queries as accounts
from tongban.watch.supervision import actions
from tongban.watch.supervision.kinds import Found
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_a_card_on_a_list_leads_to_its_page_for_everybody_who_sees_it_there() -> None:
    case = people.accepted()
    actions.issue(people.SYSTEM, Found(str(case.pk), "overdue", "应于昨日前办结。"))
    jobs.run_owed(case.subject)
    for name, answers in (("LT0101", False), ("LT0102", True)):
        client, account = Client(), accounts.account_by_name(name)
        assert account is not None
        client.force_login(account)
        link = re.search(r'href="(/desk/cases/[^"]+/cards/[^"?]+)', client.get("/desk/").content.decode())
        assert link is not None, name
        page = client.get(link[1])
        assert page.status_code == 200
        assert ('name="kind"' in page.content.decode()) is answers
        assert "应于昨日前办结" in page.content.decode()
