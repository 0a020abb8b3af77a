"""The recorded lives: yesterday's facts can still be read and mean the same, and today's verbs still live them so."""

import os

import pytest

from tongban.kernel import facts
from tongban.work.cases.states import STATES
from tools import golden

LIVES = sorted(golden.LIVES)
# What a fact makes of the state: all there is to know to read a case's life out of the ledger.
FOLD = {
    "cases.CaseStarted": "draft", "cases.CaseSubmitted": "submitted", "cases.CaseIncomplete": "incomplete",
    "cases.CaseSupplied": "submitted", "cases.CaseAccepted": "accepted", "cases.CaseDeemedAccepted": "accepted",
    "cases.CasePaused": "paused", "cases.CaseResumed": "accepted", "cases.CaseTransferred": "submitted",
    "cases.HearingAsked": "paused", "cases.HearingHeld": "accepted", "cases.HearingGivenUp": "accepted",
    "cases.CaseDecided": "decided",
    "cases.CaseClosed": "closed", "cases.CaseReopened": "accepted",
}  # fmt: skip


@pytest.mark.parametrize("name", LIVES)
def test_todays_verbs_live_the_same_life(name, town):
    life = golden.lived(name)
    if os.environ.get(golden.WRITING) == "write":
        golden.path(name).write_text(golden.text(life))
    assert life == golden.recorded(name)


@pytest.mark.parametrize("name", LIVES)
def test_todays_code_reads_every_recorded_fact(name):
    for turn in golden.recorded(name)["turns"]:
        for fact in turn["facts"]:
            revived = facts.revive(fact["kind"], "case/x", fact["body"])
            assert revived is not None, fact["kind"]
            kept = {key: list(value) if isinstance(value, tuple) else value for key, value in revived.body.items()}
            assert fact["body"].items() <= kept.items()


@pytest.mark.parametrize("name", LIVES)
def test_the_facts_alone_say_where_the_case_stands(name):
    state = ""
    for turn in golden.recorded(name)["turns"]:
        for fact in turn["facts"]:
            state = FOLD.get(fact["kind"], state)
        assert state == turn["state"], turn["turn"]


def test_every_recorded_life_is_one_we_know():
    assert {path.stem for path in golden.FOLDER.glob("*.json")} == set(LIVES)


def test_between_them_the_lives_go_through_every_state():
    found = {turn["state"] for name in LIVES for turn in golden.recorded(name)["turns"]}
    assert found == set(STATES) - {"draft", "decided"}  # nobody stops there: a draft is not yet a case, a decision ends


def test_no_fact_of_a_life_names_a_person():
    told = " ".join(golden.path(name).read_text() for name in LIVES)
    for secret in ("禾素芬", "林晚", "晚晚"):
        assert secret not in told
