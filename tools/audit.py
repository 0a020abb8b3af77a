"""Whether a library we pinned has become known as weak: each is looked up at OSV, what was found is kept with its day.

`make audit` asks https://api.osv.dev, writes docs/security/libraries.json, and fails (1) on a weakness that was to be
mended by now (docs/security/decided.md, Libraries). A source that does not answer, or does not know what everybody
knows (the canary), is no source: that is said (2), and never "nothing found". What was weighed and cannot be reached
stands under "weighed" in that file, by its id with the reason. What only waits for its update is `tools.updates`.
"""

from __future__ import annotations

import json
import re
import sys
import urllib.request
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "docs" / "security" / "libraries.json"
OSV = "https://api.osv.dev"
CANARY = ("django", "3.2.0")  # known to be weak in many ways
DAYS = {"CRITICAL": 7, "HIGH": 7, "MODERATE": 30, "LOW": 90}
PATIENCE = 20  # seconds


class NoSource(Exception):
    """Nobody who knows was reached."""


@dataclass(frozen=True)
class Weakness:
    """One advisory about one pinned version."""

    library: str
    version: str
    id: str
    aliases: tuple[str, ...]
    severity: str
    summary: str
    known_since: str
    mend_by: str


def pinned(folder: Path = ROOT / "requirements") -> list[tuple[str, str]]:
    """Every library and version of the locks."""
    text = "\n".join(path.read_text() for path in sorted(folder.glob("*.lock")))
    return sorted(set(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", text, re.M)))


def look_up(libraries: list[tuple[str, str]], source: str = OSV) -> list[Weakness]:
    """What is known of these; raises `NoSource`."""
    asked = [*libraries, CANARY]
    queries = [{"package": {"ecosystem": "PyPI", "name": name}, "version": version} for name, version in asked]
    answers = _ask(f"{source}/v1/querybatch", {"queries": queries}).get("results")
    if not isinstance(answers, list) or len(answers) != len(asked):
        raise NoSource("the answer does not fit the question")
    if not answers[-1].get("vulns"):
        raise NoSource(f"it knows nothing of {' '.join(CANARY)}, which everybody knows to be weak")
    return [
        _weakness(name, version, _ask(f"{source}/v1/vulns/{one['id']}"))
        for (name, version), answer in zip(libraries, answers[:-1], strict=True) for one in answer.get("vulns", ())
    ]  # fmt: skip


def _weakness(name: str, version: str, told: Mapping[str, Any]) -> Weakness:
    said = str(told.get("database_specific", {}).get("severity", "")).upper()
    severity = said if said in DAYS else "HIGH"  # who does not say how bad it is, is believed the worse
    since = date.fromisoformat(str(told["published"])[:10])
    return Weakness(
        name, version, str(told["id"]), tuple(told.get("aliases", ())), severity, str(told.get("summary", ""))[:200],
        since.isoformat(), (since + timedelta(days=DAYS[severity])).isoformat(),
    )  # fmt: skip


def _ask(address: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            said = json.load(answer)
    except (OSError, ValueError) as error:
        raise NoSource(f"{address}: {error}") from None
    if not isinstance(said, dict):
        raise NoSource(f"{address}: no sense")
    return said


def overdue(found: list[Weakness], weighed: Mapping[str, str], today: date) -> list[Weakness]:
    """Those that were to be mended before today, and that nobody weighed."""
    return [one for one in found if one.mend_by < today.isoformat() and not {one.id, *one.aliases} & set(weighed)]


def audit(source: str = OSV, kept: Path = KEPT, today: date | None = None) -> int:
    """Look everything up, keep what was found, say it; 0 when nothing is late."""
    day = today or date.today()  # noqa: DTZ011 - a day of who looks
    before = json.loads(kept.read_text()) if kept.exists() else {}
    libraries, weighed = pinned(), before.get("weighed", {})
    try:
        found = look_up(libraries, source)
    except (NoSource, KeyError, TypeError) as why:
        print(f"audit: nobody was asked, the last answer is of {before.get('looked_up') or 'no day yet'}: {why}")
        return 2
    said = {
        "looked_up": day.isoformat(), "source": source, "libraries": len(libraries),
        "found": [asdict(one) for one in found], "weighed": weighed,
    }  # fmt: skip
    kept.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    for one in found:
        print(f"{one.library} {one.version}: {one.id} {one.severity}, mend by {one.mend_by}. {one.summary}")
    late = overdue(found, weighed, day)
    print(f"audit: {len(libraries)} libraries, {len(found)} weaknesses known, {len(late)} late")
    return 1 if late else 0


if __name__ == "__main__":
    from tools import updates

    sys.exit(max(updates.check(), audit()))
