"""A department's system is away, and lies: cases go on, nothing is lost or doubled, nothing false becomes an act."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.faults
def test_what_a_dead_department_missed_reaches_it_once_and_in_order(tmp_path: Path) -> None:
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)  # the database runs as another user when we are root
    result = tmp_path / "wire.json"
    command = [sys.executable, "-m", "bench.wire", "--seconds", "75", "--cases", "8"]
    done = subprocess.run(
        [*command, "--home", str(tmp_path / "home"), "--result", str(result)], cwd=ROOT, capture_output=True, text=True
    )
    assert result.exists(), done.stdout + done.stderr
    said = json.loads(result.read_text())
    assert said["wrong"] == []
    assert said["compared"]["sent"] == said["compared"]["received_once"]
    assert done.returncode == 0
