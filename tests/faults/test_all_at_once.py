"""Many send the same, and many act on one case, at the same moment: one thing happens, and everybody is told it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE, RACES = 12, 3


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What one small run found: a house of its own, twelve of everybody."""
    result = tmp_path_factory.mktemp("at-once") / "faults.json"
    words = f"-m bench.faults --only F7,F13 --at-once {AT_ONCE} --races {RACES} --seed 20261122"
    command = [sys.executable, *words.split(), "--result", str(result)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.exists(), done.stdout + done.stderr
    return json.loads(result.read_text())["parts"]


@pytest.mark.faults
def test_a_submission_sent_many_times_is_one_case_and_everybody_is_told_so(found):
    part = found["F7"]
    assert part["wrong"] == []
    assert part["counted"]["doubled"] == part["counted"]["lost"] == part["counted"]["half_done"] == 0
    at_once = part["answers"][f"{AT_ONCE} times at once with one key"]
    assert sum(at_once.values()) == AT_ONCE


@pytest.mark.faults
def test_of_many_signatures_at_once_only_those_that_are_needed_stand(found):
    part = found["F13"]
    assert part["wrong"] == []
    assert part["answers"]["one step"]["302, signed"] == 1
    assert part["answers"]["the deciding step"]["302, signed"] == 2


@pytest.mark.faults
def test_a_withdrawal_against_the_last_signature_has_one_winner(found):
    assert sum(found["F13"]["won"].values()) == RACES


@pytest.mark.faults
def test_every_invariant_holds_afterwards(found):
    assert found["invariants"]["wrong"] == []
    assert {one["code"] for one in found["invariants"]["invariants"] if one["verdict"] == "held"} >= {
        "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I9", "I11", "I12", "I13",
    }  # fmt: skip
