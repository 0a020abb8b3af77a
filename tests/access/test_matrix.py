"""Nobody sees what is not his: every address asked by everybody, held against the committed table."""

from __future__ import annotations

import csv
import logging
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from django.test import Client

from bench.machine import keep
from tests.access.asking import DENIED, Question, ask, questions, things
from tests.access.people import PEOPLE, everybody
from tests.access.walls import WALLS, open_wall
from tongban.doors.openapi import guard

TABLE = Path(__file__).parent / "matrix.csv"
WAY = os.environ.get("TONGBAN_ACCESS", "sample")
ONLY = os.environ.get("TONGBAN_ACCESS_WHO", "")  # one column alone
WITHOUT = os.environ.get("TONGBAN_ACCESS_WITHOUT", "")  # one wall taken away: what the other holds alone
EVERY = 61  # the sample asks one cell in so many, another one in each row
HEAD = ("route", "method", "about", *PEOPLE)
PRIVATE = ("submitted", "closed", "draft")  # what is the shop's
OUTSIDERS = (
    "nobody", "owner-for-self", "agent-expired", "stranger", "stranger-unproven", "other-company", "official-gone",
    "clerk-elsewhere", "reviewer-other", "approver-other", "operator", "library-reviewer", "system-other",
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def committed() -> dict[tuple[str, str, str], dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        return {(row["route"], row["method"], row["about"]): row for row in csv.DictReader(file)}


def test_everybody_gets_what_the_table_says_and_a_denial_says_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "meter", guard.Meter(most=10**9))
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)  # denials by the thousand
    asked, clients = list(questions(things())), everybody()
    faults = _without(monkeypatch, asked, clients)
    if WITHOUT:
        assert not faults, "\n".join(faults[:60])
        return
    table = {} if WAY == "write" and not ONLY else committed()
    writing = WAY in ("write", "new")
    rows: list[Sequence[str]] = []
    told: Counter[str] = Counter()
    if not writing:
        faults += [f"the table does not know {one.key}" for one in asked if one.key not in table]
        faults += [f"the table knows {key}, which is no more" for key in table.keys() - {one.key for one in asked}]
    for line, one in enumerate(asked):
        found = []
        for column, (name, client) in enumerate(clients.items()):
            if WAY == "new" and one.key in table:
                found.append(table[one.key][name])
                continue
            if ONLY and name != ONLY:
                found.append(table.get(one.key, {}).get(name, ""))
                continue
            if WAY == "sample" and (line * len(clients) + column) % EVERY:
                continue
            verdict, wrong = _cell(client, one, name)
            told[verdict] += 1
            faults += wrong
            found.append(verdict)
            if not writing and one.key in table and verdict != table[one.key][name]:
                faults.append(f"{one.key} {name}: {verdict}, the table says {table[one.key][name]}")
        rows.append((*one.key, *found))
    if writing:
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEAD, *rows])
    _kept("both walls", len(asked), len(clients), told, faults)
    assert not faults, "\n".join(faults[:60])


def _without(
    monkeypatch: pytest.MonkeyPatch, asked: Sequence[Question], clients: Mapping[str, Client]
) -> list[str]:
    """Whom a house with one wall lets in to what is none of his: the wall that was named, or a sample of both."""
    private = [(one, name) for one in asked if one.about in PRIVATE for name in OUTSIDERS]
    let_in, seen = [], Counter[str]()
    for which in (WITHOUT,) if WITHOUT else WALLS if WAY == "sample" else ():
        with monkeypatch.context() as patch:
            open_wall(patch, which)
            for one, name in private[:: 1 if WITHOUT else EVERY]:
                verdict = ask(clients[name], one.method, one.path)[0]
                seen[verdict] += 1
                if verdict in ("yes", "refused"):
                    let_in.append(f"without {which}: {one.key} {name}: {verdict}")
    if seen:
        questions = len({one.key for one, _ in private})
        _kept(f"without {WITHOUT}" if WITHOUT else "with one wall alone", questions, len(OUTSIDERS), seen, let_in)
    return let_in


def _kept(part: str, questions: int, who: int, told: Counter[str], wrong: Sequence[str]) -> None:
    """Say what was asked and what came of it; a whole run is kept with its circumstances."""
    allowed = told["yes"] + told["refused"]
    said = {
        "questions": questions, "principals": who, "cells": told.total(), "allowed": allowed,
        "denied": sum(told[one] for one in DENIED), "no_such_method": told["-"], "wrong": len(wrong),
        "which": list(wrong[:60]),
    }  # fmt: skip
    print(f"\n{part}: {said}")
    if WAY == "whole" and not ONLY:
        keep("access.json", part, said)


def _of_nothing(client: Client, method: str, path: str) -> tuple[str, str]:
    """The same asked about what does not exist; once per browser and address."""
    known = client.__dict__.setdefault("of_nothing", {})
    if (method, path) not in known:
        known[method, path] = ask(client, method, path)[:2]
    found: tuple[str, str] = known[method, path]
    return found


def _cell(client: Client, one: Question, name: str) -> tuple[str, list[str]]:
    """One answer, and what is wrong with it whatever the table says."""
    verdict, words, written = ask(client, one.method, one.path)
    wrong = []
    if verdict == "FAULT":
        wrong.append(f"{one.key} {name}: breaks")
    if verdict in DENIED and written and one.route != "login/":  # a failed sign-in is itself a fact
        wrong.append(f"{one.key} {name}: denied, and {sorted(written)} changed")
    if verdict == "gone" and one.nowhere and name in OUTSIDERS:  # to the others the case itself is no secret
        other, said = _of_nothing(client, one.method, one.nowhere)
        if (other, said) != (verdict, words):
            wrong.append(f"{one.key} {name}: a hidden thing answers otherwise than one that does not exist ({other})")
    if one.about in PRIVATE and name in OUTSIDERS and verdict not in (*DENIED, "-"):
        wrong.append(f"{one.key} {name}: {verdict}, and it is none of his")
    return verdict, wrong


def test_the_table_lets_no_outsider_in() -> None:
    """Read without asking anybody: what is the shop's is closed to those who have nothing to do with it."""
    for key, row in committed().items():
        if key[2] in PRIVATE:
            assert all(row[name] in (*DENIED, "-") for name in OUTSIDERS), key
