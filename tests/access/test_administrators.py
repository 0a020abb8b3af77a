"""Three administrators (三员分立): none opens what is another's, none sees a case by being one."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.registers.identity import queries as identity
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

PAGES = {
    "LT2011": {"/office/": 200, "/office/organisation/": 200, "/office/accounts/": 403, "/office/ledger/": 403},
    "LT2012": {"/office/": 200, "/office/organisation/": 200, "/office/accounts/": 200, "/office/ledger/": 403},
    "LT2013": {"/office/": 200, "/office/organisation/": 200, "/office/accounts/": 403, "/office/ledger/": 200},
}
NOBODYS = ("/office/items/", "/office/wordings/", "/office/revisions/", "/office/supervision/")


def test_each_opens_his_own_pages_and_none_a_case() -> None:
    number = people.submitted().number
    for account, pages in PAGES.items():
        browser = Client()
        user = identity.account_by_name(account)
        assert user is not None
        browser.force_login(user)
        asked = {page: browser.get(page).status_code for page in (*pages, *NOBODYS)}
        assert asked == pages | dict.fromkeys(NOBODYS, 403)
        assert browser.get(f"/desk/cases/{number}/").status_code == 404
        of_case = browser.get(f"/office/ledger/{number}/")
        assert of_case.status_code == (200 if account == "LT2013" else 403)
        if account == "LT2013":
            assert "查看" in of_case.content.decode()
