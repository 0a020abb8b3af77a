"""The simulated mail server as this page sees it: what came and how it behaves stand in files beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime

MODES = {"ok": "正常", "slow": "很慢", "down": "停机", "wrong": "答错", "full": "查无此人"}
SHOWN = 30


def mails() -> list[dict[str, Any]]:
    """What came last, newest first."""
    path = _home() / "mail.jsonl"
    lines = path.read_text("utf-8").splitlines()[-SHOWN:] if path.exists() else []
    found = [json.loads(line) for line in reversed(lines)]
    return [{**one, "at": parse_datetime(one["at"])} for one in found]


def mode() -> str:
    """How it behaves now."""
    path = _home() / "mail.mode"
    said = path.read_text("utf-8").strip() if path.exists() else "ok"
    return said if said in MODES else "ok"


def set_mode(wanted: str) -> bool:
    """Whether it behaves like this from now on."""
    if wanted in MODES and _home().is_dir():
        (_home() / "mail.mode").write_text(wanted, "utf-8")
        return True
    return False


def _home() -> Path:
    return Path(settings.TONGBAN.home) / "simulators"
