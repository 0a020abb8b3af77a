"""Operators change what the city says of itself, and its help, on pages of their own."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.office.tests.test_pages import signed_in
from tongban.registers.knowledge import queries

HOME = "/office/pages/"


@pytest.fixture
def operator(lanting: None) -> Client:
    return signed_in("LT0011")


def send(client: Client, code: str, way: str, text: str, **said: str) -> int:
    form = {"text": text, "sure": "yes", "key": f"{code}{way}", "after": "0", **said}
    return client.post(f"{HOME}{code}/{way}/", form).status_code


def test_a_new_article_is_looked_at_published_and_taken_off_by_operators_alone(operator: Client) -> None:
    blank = queries.BLANK.replace("标题", "下雪天怎么办")
    assert "隐私说明" in operator.get(HOME).content.decode()
    assert operator.get(f"{HOME}new/?code=snow")["Location"] == f"{HOME}snow/"
    assert operator.get(f"{HOME}snow/").status_code == 200
    assert send(operator, "snow", "check", "没有开头") == 422
    assert send(operator, "snow", "again", "没有开头") == 200
    assert send(operator, "snow", "check", blank) == 200
    assert send(operator, "snow", "published", blank, sure="") == 422
    assert [send(operator, "snow", "published", blank) for _ in range(2)] == [302, 302]
    assert "下雪天怎么办" in Client().get("/help/snow/").content.decode()
    assert send(operator, "snow", "published", blank + "。", key="other") == 409
    for other in ("LT0012", "LT0101", "linwan"):
        assert signed_in(other).get(f"{HOME}snow/").status_code == 403
        assert send(signed_in(other), "snow", "published", blank + "？", after="1") == 403
    assert send(operator, "snow", "withdrawn", "", after="1") == 302
    assert Client().get("/help/snow/").status_code == 404
    assert send(operator, "privacy", "withdrawn", "", after="1") == 409
