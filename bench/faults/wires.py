"""F8 and F10: the department's wire, tried by `python -m bench.wire` in a house of its own, judged from outside."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.faults.invariants.__main__ import judged
from bench.machine import ROOT

MODULE = "bench.wire"


def wires(seconds: float, cases: int) -> dict[str, Any] | None:
    """What the wire's own run found, and every invariant of the database it left; None when it is not there."""
    if find_spec(MODULE) is None:
        return None
    with tempfile.TemporaryDirectory(prefix="tongban-wire-") as folder:
        home, result = Path(folder) / "home", Path(folder) / "wire.json"
        Path(folder).chmod(0o755)  # the database runs as another user when we are root
        words = [sys.executable, "-m", MODULE, "--seconds", str(seconds), "--cases", str(cases)]
        done = subprocess.run([*words, "--home", str(home), "--result", str(result)], cwd=ROOT, check=False)
        if not result.exists():
            return {"wrong": [f"{MODULE} ended with {done.returncode} and said nothing"], "invariants": []}
        said: dict[str, Any] = json.loads(result.read_text("utf-8"))
        said.pop("machine", None)
        said["invariants"] = [held.told for held in judged(home)]
        if done.returncode and not said["wrong"]:
            said["wrong"].append(f"{MODULE} ended with {done.returncode}")
    return said
