"""What few people ever see: a fault of ours, a piece that is refused, a key that belongs to a device."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser
from tongban.doors.portal.views import services

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_a_fault_of_ours_is_said_to_be_ours_with_a_number_and_no_word_of_the_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*args: Any) -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr(services.search, "suggest", broken)
    answer: Any = Client(raise_request_exception=False).get("/search/suggestions/?q=食品")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "不是您的操作有误" in page
    assert answer.headers["X-Request-Id"] in page
    assert "secret" not in page


def test_a_piece_of_a_page_that_is_refused_says_why_in_its_place() -> None:
    answer: Any = browser("linwan").get("/my/cases/LT-20200101-000001/", headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert page.startswith('<div class="note bad" role="alert"')


def test_keys_of_devices_are_offered_where_the_house_has_a_name() -> None:
    anybody = Client(SERVER_NAME="localhost")
    assert 'data-passkey="use"' in anybody.get("/login/passkey/").content.decode()
    assert 'data-passkey' not in Client(SERVER_NAME="127.0.0.1").get("/login/passkey/").content.decode()
