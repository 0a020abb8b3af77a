"""The security administrator lets a department's system in, whose token is shown once, and shuts it out."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tongban.registers.identity import queries as identity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SAID = {"name": "食品业务系统", "department": "market-supervision", "scopes": ["cases:read"],
        "purposes": ["case-handling"]}
SECURITY, SYSTEM = "LT2012", "LT2011"


def browser(number: str) -> Client:
    client = Client()
    client.force_login(identity.account_by_name(number))
    return client


def calls(token: str) -> int:
    headers = {"Authorization": f"Bearer {token}", "Tongban-Purpose": "case-handling"}
    return Client().get("/api/v1/cases", headers=headers).status_code


def test_a_system_is_let_in_with_a_token_shown_once_and_shut_out_at_once() -> None:
    client = browser(SECURITY)
    assert "请选择系统可以做什么" in client.post("/office/systems/", SAID | {"scopes": ["all"]}).content.decode()
    shown = client.post("/office/systems/", SAID | {"key": "k1"}).content.decode()
    token = re.search(r"tb_[\w-]+", shown)
    assert token
    assert calls(token[0]) == 200
    again = client.post("/office/systems/", SAID | {"key": "k1"}, follow=True).content.decode()
    assert "只在发放时显示一次" in again
    assert "tb_" not in again
    page = client.get("/office/systems/").content.decode()
    assert "市场监督管理" in page
    (ended,) = re.findall(r'action="(/office/systems/[0-9a-f-]+/ended/)"', page)
    client.post(ended)
    assert calls(token[0]) == 401
    for other in (SYSTEM, "LT0102"):
        assert browser(other).get("/office/systems/").status_code in (403, 404)


def test_a_system_with_single_sign_on_is_told_what_to_mend_field_by_field() -> None:
    client = browser(SECURITY)
    new = client.get("/office/parties/new/").content.decode()
    assert 'aria-describedby="h-keys"></textarea>' in new
    wrong = client.post("/office/parties/new/", {"code": "water", "serves": "person", "level": "2"}).content.decode()
    assert '<a href="#f-title">' in wrong
    assert "dict_" not in new + wrong
    assert '<fieldset class="field" id="f-items">' in wrong
