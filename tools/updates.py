"""Whether a library we pinned waits too long for its update: each is looked up at the package index (PEP 691).

What was promised (docs/security/decided.md, Libraries) is ninety days: the day counts on which the first release came
out that is newer than ours, is neither a trial nor withdrawn, and runs on our Python. `make audit` keeps the answer
with its day in docs/security/updates.json; what was weighed and stays behind stands there under "weighed", by the name
of the library with the reason.
"""

from __future__ import annotations

import hashlib
import json
import os
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import InvalidSdistFilename, InvalidWheelFilename, parse_sdist_filename, parse_wheel_filename
from packaging.version import InvalidVersion, Version
from pip._internal.models.index import PyPI

from tools.audit import PATIENCE, ROOT, NoSource, pinned

KEPT = ROOT / "docs" / "security" / "updates.json"
INDEX = os.environ.get("PIP_INDEX_URL", PyPI.simple_url)  # where pip installs from
SIMPLE = "application/vnd.pypi.simple.v1+json"
PYTHON = "3.11.7"  # the oldest we run on
WAITS = timedelta(days=90)


@dataclass(frozen=True)
class Behind:
    """One pinned version that is not the newest, and by when that is to be mended."""

    library: str
    version: str
    newest: str
    behind_since: str
    update_by: str


def look_up(libraries: list[tuple[str, str]], index: str = INDEX) -> list[Behind]:
    """Those behind; raises `NoSource`, also where the index does not know a version that we run."""
    return [one for name, version in libraries if (one := _behind(name, version, index))]


def _behind(name: str, version: str, index: str) -> Behind | None:
    came: dict[Version, date] = {}
    known = set()
    for number, file in _files(name, index):
        known.add(number)
        if number.is_prerelease or file.get("yanked") or not _runs(file.get("requires-python")):
            continue
        day = date.fromisoformat(str(file["upload-time"])[:10])
        came[number] = min(came.get(number, day), day)
    if Version(version) not in known:
        raise NoSource(f"the index does not know {name} {version}")
    newer = {number: day for number, day in came.items() if number > Version(version)}
    if not newer:
        return None
    since = min(newer.values())
    return Behind(name, version, str(max(newer)), since.isoformat(), (since + WAITS).isoformat())


def _files(name: str, index: str) -> Iterator[tuple[Version, Mapping[str, Any]]]:
    request = urllib.request.Request(f"{index}/{name.lower()}/", headers={"Accept": SIMPLE})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            files = json.load(answer)["files"]
    except (OSError, ValueError, KeyError) as error:
        raise NoSource(f"{name}: {error}") from None
    for file in files:
        try:
            said = str(file["filename"])
            yield (parse_wheel_filename(said)[1] if said.endswith(".whl") else parse_sdist_filename(said)[1]), file
        except (InvalidWheelFilename, InvalidSdistFilename, InvalidVersion):
            continue


def _runs(wanted: str | None) -> bool:
    try:
        return PYTHON in SpecifierSet(wanted or "")
    except InvalidSpecifier:
        return True


def digest(libraries: list[tuple[str, str]]) -> str:
    """What was looked up, in one word: an answer about other versions is none about ours."""
    return hashlib.sha256(repr(libraries).encode()).hexdigest()[:32]


def check(index: str = INDEX, kept: Path = KEPT, today: date | None = None) -> int:
    """Look everything up, keep and say it; 1 where an update is late, 2 where nobody was asked."""
    day = today or date.today()  # noqa: DTZ011 - a day of who looks
    before = json.loads(kept.read_text()) if kept.exists() else {}
    libraries, weighed = pinned(), before.get("weighed", {})
    try:
        behind = look_up(libraries, index)
    except NoSource as why:
        print(f"updates: nobody was asked, the last answer is of {before.get('looked_up') or 'no day yet'}: {why}")
        return 2
    late = [one for one in behind if one.update_by < day.isoformat() and one.library not in weighed]
    said = {
        "looked_up": day.isoformat(), "libraries": len(libraries), "pinned": digest(libraries),
        "behind": [asdict(one) for one in behind],
        "late": [one.library for one in late], "weighed": weighed,
    }  # fmt: skip
    kept.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    for one in behind:
        print(f"{one.library} {one.version}: {one.newest} is out, update by {one.update_by}")
    print(f"updates: {len(libraries)} libraries, {len(behind)} not the newest, {len(late)} late")
    return int(bool(late))
