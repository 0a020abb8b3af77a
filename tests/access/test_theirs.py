"""Whoever knows the number of somebody else's paper, task, mandate or sitting learns not even that it is one."""

from __future__ import annotations

import logging
import os

import pytest

from tests.access.asking import DENIED, ask
from tests.access.people import everybody
from tests.access.theirs import known as known_rows
from tests.access.theirs import papers, theirs
from tongban.doors.openapi import guard

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
EVERY = 1 if os.environ.get("TONGBAN_ACCESS") == "whole" else 17
OUTSIDERS = (  # nothing to do with the shop, with the grandmother, with her desk or with what is kept at the shop's
    "nobody", "agent-expired", "other-company", "official-gone", "clerk-elsewhere", "operator", "library-reviewer",
    "system-other",
)  # fmt: skip


def test_what_is_theirs_answers_outsiders_as_what_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "meter", guard.Meter(most=10**9))
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    names, clients = known_rows(), everybody()
    for path, reader in papers(names).items():
        assert ask(clients[reader], "GET", path)[0] == "yes", path
    closed, _, traces = ask(clients["reviewer"], "POST", f"/desk/cases/{names['number']}/acceptance/")
    assert closed != "yes"
    assert traces == {}  # he sees the case; what he may not do leaves no trace
    asked = list(theirs(names))
    assert len(asked) > 120
    faults = []
    cells = [(one, name) for one in asked for name in OUTSIDERS]
    files = papers(names)
    for at, (one, name) in enumerate(cells):
        if at % EVERY and not (one.path in files and name in ("other-company", "clerk-elsewhere")):
            continue
        verdict, words, written = ask(clients[name], one.method, one.path)
        if verdict not in (*DENIED, "-"):
            faults.append(f"{one.method} {one.route} {name}: {verdict}")
        elif verdict != "-" and (verdict, words) != ask(clients[name], one.method, one.nowhere)[:2]:
            faults.append(f"{one.method} {one.route} {name}: not as what does not exist")
        elif verdict in DENIED and written:
            faults.append(f"{one.method} {one.route} {name}: {sorted(written)} written")
    assert not faults, "\n".join(faults)
