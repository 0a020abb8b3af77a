"""People submit while processes are killed and stopped: what was answered is kept, once; what was altered is found."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.faults
def test_what_was_acknowledged_is_there_once_whoever_was_killed(tmp_path: Path) -> None:
    result = tmp_path / "faults.json"
    command = [sys.executable, "-m", "bench.faults", "--only", "F1,F2,F3,F4", "--rounds", "1", "--workers", "1"]
    command += ["--submissions", "72", "--seed", "20261122", "--result", str(result)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.exists(), done.stdout + done.stderr
    parts = json.loads(result.read_text())["parts"]
    killed = parts["F1 F2 F3 F4"]
    assert killed["wrong"] == []
    assert killed["counted"]["lost"] == killed["counted"]["doubled"] == killed["counted"]["half_done"] == 0
    assert parts["invariants"]["wrong"] == []
    assert parts["one byte"]["caught"]["whole"] is False
    assert done.returncode == 0
