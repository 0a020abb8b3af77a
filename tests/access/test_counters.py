"""No badge, list, news or search tells an outsider that the shop applied: his pages are the same before and after."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest

from tests.access.asking import ask
from tests.access.people import everybody
from tongban.doors.openapi import guard
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

PEOPLE = ("other-company", "agent-expired")
OFFICIALS = ("clerk-elsewhere", "approver-other")  # another district; another department
OF_PEOPLE = (  # where something is counted or listed
    "/my/", "/my/cases/", "/biz/", "/biz/cases/", "/biz/cases/export/", "/my/licences/", "/my/materials/",
    "/my/messages/",
    "/my/data/", "/my/credit/", "/my/mandates/", "/my/data/requests/", "/my/concerns/", "/account/",
)  # fmt: skip
OF_OFFICIALS = ("/desk/", "/desk/?tab=mine", "/desk/table/", "/desk/news/", "/desk/data-requests/", "/desk/licences/")
SEARCHED = ("/search/suggestions/?q={}", "/services/?q={}", "/desk/?q={}", "/desk/table/?q={}", "/desk/licences/?q={}")

CHANCE = re.compile(r'name="key" value="[^"]*"|since=[^&"]*')  # a form's key; when the page was made


def _told(client: Any, path: str) -> tuple[str, str]:
    verdict, words, _ = ask(client, "GET", path)
    return verdict, CHANCE.sub("", words)


def test_an_outsider_s_counts_lists_news_and_searches_are_the_same_before_and_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "meter", guard.Meter(most=10**9))
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    clients = everybody()
    asked = [(name, path) for name in PEOPLE for path in OF_PEOPLE]
    asked += [(name, path) for name in OFFICIALS for path in OF_OFFICIALS]
    asked += [("system-other", "/api/v1/cases"), ("nobody", "/"), ("nobody", "/services/")]
    before = {one: _told(clients[one[0]], one[1]) for one in asked}
    for _ in range(2):
        case = people.closed()
    for one in asked:
        assert _told(clients[one[0]], one[1]) == before[one], one
    mine = ask(clients["owner-for-shop"], "GET", "/my/cases/")
    assert str(case.number) in mine[1]  # there was something to see
    for name in ("other-company", "clerk-elsewhere", "approver-other", "nobody"):
        for path in SEARCHED:
            found, nothing = (
                _told(clients[name], path.format(word)) for word in (case.number, f"{case.number[:-1]}X")
            )
            assert found[0] == nothing[0], (name, path)
            said = nothing[1].replace(f"{case.number[:-1]}X", "…")
            assert found[1].replace(str(case.number), "…") == said, (name, path)
