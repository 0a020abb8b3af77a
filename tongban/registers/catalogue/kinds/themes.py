"""The national themes under which people look for items (主题分类), packaged with their codes."""

from __future__ import annotations

import json
from importlib.resources import files

_CODES = json.loads((files("tongban.registers.catalogue") / "data" / "themes.json").read_text("utf-8"))
THEMES: dict[str, dict[str, str]] = {"person": _CODES["natural_person"], "company": _CODES["legal_person"]}
"""Audience → code → name."""
