"""`python -m bench.mutants [--rooms cases,credit] [--every N] [--minutes M] [--permits] [--quick] …`.

0 when at least 98 of a hundred lines were missed by a test once they were gone. A room's lines are asked of its own
tests and of the quick ones in tests/access; the result is kept in bench/results/mutants.json.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.machine import RESULTS, ROOT, keep
from bench.mutants.lines import ROOMS, Line, lines
from bench.mutants.trying import Trial

QUICK = (
    "permits", "hanging", "rows", "hanging_people", "separation", "administrators", "operators", "own", "counters",
    "verbs", "gates", "case_gates", "beside_gates", "posts_of_items", "parties",
)  # fmt: skip
DESK, PORTAL, JOURNEY = "tongban/doors/desk/tests", "tongban/doors/portal/tests", "tongban/journey/tests"
BESIDE = {  # whose tests stand at the doors, or with the rooms that use it
    "codes": (f"{PORTAL}/test_shown_codes.py",),
    "concerns": ("tests/test_concerns.py",),
    "credentials": (f"{PORTAL}/test_named_data.py", f"{PORTAL}/test_licence_grants.py"),
    "credit": (f"{PORTAL}/test_credit_pages.py",),
    "entrances": ("tongban/doors/sso/tests/test_via.py",),
    "help": (f"{PORTAL}/test_helping.py",),
    "identity": (f"{PORTAL}/test_registering.py",),
    "knowledge": ("tongban/doors/office/tests/test_texts.py",),
    "letters": ("tests/test_letters.py",),
    "mandates": tuple(f"{PORTAL}/test_{one}.py" for one in ("mandates", "families", "named_data")),
    "objections": ("tests/test_objections.py",),
    "openings": ("tongban/work/cases/tests/test_opening.py", f"{DESK}/test_openings.py"),
    "packages": (f"{JOURNEY}/test_packages.py", "tests/test_one_thing.py"),
    "revisions": (f"{JOURNEY}/test_revisions.py", "tongban/doors/office/tests/test_revisions.py"),
    "signin": ("tongban/doors/parts/tests", "tongban/doors/office/tests/test_officials.py"),
    "sso": ("tongban/doors/sso/tests",),
    "undertakings": (f"{JOURNEY}/test_undertakings.py", f"{JOURNEY}/test_credit.py"),
    "visits": (f"{DESK}/test_intake.py", f"{DESK}/test_assent.py"),
}
HELP = "tongban/work/help/tests/test_help.py"
ENOUGH = 98


def main() -> int:
    """0 when enough of what was taken away was missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rooms", default="")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--no-lines", action="store_true")
    parser.add_argument("--no-rows", action="store_true")
    parser.add_argument("--quick", action="store_true", help="without the rooms' own tests")
    parser.add_argument("--permits", action="store_true", help="lines of permits.py only")
    parser.add_argument("--verbs", action="store_true", help="lines of verbs and questions, asked of their table alone")
    parser.add_argument("--again", default="", help="a kept result: only what survived there, counted into it anew")
    parser.add_argument("--keep", action="store_true")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # what is open now is closed first
    rooms = frozenset(filter(None, chosen.rooms.split(",")))
    found = [one for one in lines(ROOT, rooms) if one.module.endswith(".permits") or not chosen.permits]
    found = [one for one in found if not (chosen.verbs and one.module.endswith(".permits"))]
    found = [] if chosen.no_lines else found[:: chosen.every]
    before = json.loads((RESULTS / "mutants.json").read_text())[chosen.again]["rows"] if chosen.again else {}
    lived = {_placeless(name) for name in (*before.get("survived", ()), *before.get("asked_by_no_test", ()))}
    found = [one for one in found if not before or _placeless(one.name) in lived]
    again = frozenset(before.get("survived", ()))
    trial = Trial(found, not chosen.no_rows, chosen.every, chosen.minutes * 60, rooms, again)
    quick = ("verbs",) if chosen.verbs else QUICK[:1] if chosen.permits and chosen.no_rows else QUICK
    tests = _tests([] if chosen.quick or chosen.verbs else found, quick)
    walls = () if chosen.no_rows else (*BESIDE["openings"], *BESIDE["credentials"], HELP)
    tests += [one for one in walls if one not in tests]
    pytest.main(["-q", "-p", "no:cacheprovider", "--no-header", *tests], plugins=[trial])
    what = " ".join(filter(None, [chosen.rooms, "verbs" if chosen.verbs else "",
                                  "" if chosen.no_lines else "permits" if chosen.permits else "lines",
                                  "" if chosen.no_rows else "policies"]))  # fmt: skip
    return _told(trial, chosen.again or what, chosen.every, chosen.keep, before)


def _placeless(name: str) -> str:
    """A line by its function and what it says: others above it may have come or gone since."""
    return re.sub(r":\d+  ", "  ", name)


def _tests(found: list[Line], quick: tuple[str, ...]) -> list[str]:
    """Folders of tests of the rooms in question, and what asks the walls themselves."""
    rooms = {one.room for one in found}
    folders = [path for top in ROOMS for path in sorted((ROOT / top).glob("*/tests")) if path.parent.name in rooms]
    beside = {path for room in sorted(rooms) for path in BESIDE.get(room, ()) if (ROOT / path).exists()}
    return [*map(str, folders), *sorted(beside), *(str(Path("tests/access") / f"test_{one}.py") for one in quick)]


def _told(trial: Trial, what: str, every: int, keeps: bool, before: dict[str, Any]) -> int:
    """``before``: what an earlier call found; what it missed stays missed, the rest is what this call says."""
    missed = len(trial.killed) + before.get("missed_by_a_test", 0)
    tried = missed + len(trial.survived) + len(trial.unseen)
    share = round(100 * missed / tried, 1) if tried else 0.0
    said = {
        "one_in": every, "taken_away": tried, "missed_by_a_test": missed,
        "percent": share, "not_reached": trial.left, "survived": trial.survived, "asked_by_no_test": trial.unseen,
    }  # fmt: skip
    if keeps:
        keep("mutants.json", what, said)
    for one in trial.survived:
        print(f"survived: {one}")
    for one in trial.unseen:
        print(f"asked by no test of its room: {one}")
    print(f"{tried} taken away, {missed} missed ({share} %), {trial.left} not reached")
    return int(share < ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
