"""What was walked and what came of it, one line a person: ``bench/results/crawl.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.machine import RESULTS, circumstances

from .walking import Walk

FILE = RESULTS / "crawl.json"
DOORS = Path(__file__).parents[2] / "tongban/doors"


def templates() -> set[str]:
    """Every template of every door, by the name it is asked for with."""
    folders = list(DOORS.glob("*/templates"))
    return {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*.html")}


def kept() -> dict[str, Any]:
    return json.loads(FILE.read_text()) if FILE.exists() else {}


def looked_at() -> tuple[set[str], set[str], int, int]:
    """What an earlier call kept: templates seen in every mode, templates met, pages looked at, findings."""
    modes = kept().get("modes", {"never_met": templates()})
    met = templates() - {*modes["never_met"]}
    return met - {*modes.get("met_but_not_seen", ())}, met, modes.get("pages", 0), modes.get("findings", 0)


def keep_walk(walk: Walk, kinds: int) -> None:
    """Put one person's walk in the place of the one before."""
    said = kept()
    walks = {one["who"]: one for one in said.get("walks", [])}
    at = circumstances()
    walks[walk.who or "nobody"] = {
        "who": walk.who or "nobody", "pages": walk.opened, "new_kinds": kinds, "buttons": walk.pressed,
        "findings": len(set(walk.found)), "at": at["at"], "commit": at["commit"],
    }  # fmt: skip
    said |= {"machine": at, "walks": list(walks.values())}
    _write(said)


def keep_modes(seen: set[str], met: set[str], looked: int, found: int) -> None:
    """Which templates were looked at in every mode, and which nobody met."""
    every = templates()
    said = kept() | {
        "modes": {
            "machine": circumstances(), "templates": len(every), "seen": len(seen & every), "pages": looked,
            "findings": found, "met_but_not_seen": sorted(met & every - seen), "never_met": sorted(every - met - seen),
        }
    }  # fmt: skip
    _write(said)


def _write(said: dict[str, Any]) -> None:
    lines = json.dumps(said | {"walks": []}, ensure_ascii=False, indent=1)
    walks = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in said.get("walks", []))
    FILE.write_text(lines.replace('"walks": []', f'"walks": [\n  {walks}\n ]') + "\n")
