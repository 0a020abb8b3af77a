"""People submit while processes are killed: what was answered is kept, once; what was altered is found."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.faults
def test_what_was_acknowledged_is_there_once_whoever_was_killed(tmp_path: Path) -> None:
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)  # the database runs as another user when we are root
    result = tmp_path / "faults.json"
    command = [sys.executable, "-m", "bench.faults", "--submissions", "48", "--kills", "5", "--seed", "20261122"]
    done = subprocess.run(
        [*command, "--home", str(tmp_path / "home"), "--result", str(result)], cwd=ROOT, capture_output=True, text=True
    )
    assert result.exists(), done.stdout + done.stderr
    said = json.loads(result.read_text())
    assert said["wrong"] == []
    assert said["counted"]["lost"] == said["counted"]["doubled"] == said["counted"]["half_done"] == 0
    assert said["alteration"]["caught"]["whole"] is False
    assert done.returncode == 0
