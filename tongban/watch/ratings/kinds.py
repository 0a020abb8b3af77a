"""Levels and tags of ratings, from the national code list."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LEVELS = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
POOR = 2
MOST_TEXT = 500


@lru_cache(maxsize=1)
def tags() -> dict[int, dict[str, str]]:
    """Tag codes and words per level, the base set first."""
    lists = json.loads((Path(__file__).parent / "data" / "evaluation_items.json").read_text())
    return {int(level): found["items"] for level, found in lists["levels"].items()}


@dataclass(frozen=True)
class Invitation:
    """What a rating link opens: the case it is about, and whether it was used."""

    token: str
    case_id: str
    number: str
    title: str
    department: str
    rated: bool
