"""Each bearing wall of `.importlinter` is broken on purpose once, in a small house."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FLOORS = ("site", "doors", "journey", "watch", "work", "registers", "engines", "kernel")
# Every room that stands, since the rules ask for each by name.
ROOMS = {
    floor: sorted(path.parent.name for path in (ROOT / "tongban" / floor).glob("*/__init__.py"))
    for floor in ("doors", "watch", "work", "registers", "engines")
}
FURNITURE = ("models", "actions", "queries", "jobs", "sealing")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    for floor in FLOORS:
        for room in (r for r in ROOMS.get(floor, ()) if r not in ("tests", "migrations")):
            for module in (*FURNITURE, "inside") if floor in ("registers", "work", "watch") else ("inside",):
                write(tmp_path, f"tongban/{floor}/{room}/{module}.py", "")
            write(tmp_path, f"tongban/{floor}/{room}/__init__.py", "")
        write(tmp_path, f"tongban/{floor}/__init__.py", "")
    write(tmp_path, "tongban/__init__.py", "")
    calls = "import tongban.registers.ledger.sealing\nimport tongban.work.cases.jobs\n"
    write(tmp_path, "tongban/journey/every.py", calls)
    write(tmp_path, "tools/__init__.py", "")
    write(tmp_path, "tools/faces.py", (ROOT / "tools" / "faces.py").read_text())
    rules = (ROOT / ".importlinter").read_text()
    write(tmp_path, ".importlinter", rules.split("# tolerated")[0])
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def lint(root: Path) -> tuple[int, str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    env = {**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_house_that_keeps_its_walls_passes(small: Path) -> None:
    code, said = lint(small)
    assert code == 0, said


BREACHES = [
    ("A floor looks down", "tongban/work/cases/inside.py", "import tongban.journey.every\n"),
    ("Doors do not know each other", "tongban/doors/desk/inside.py", "import tongban.doors.portal.inside\n"),
    ("Watchers do not watch", "tongban/watch/ratings/inside.py", "import tongban.watch.messages.queries\n"),
    ("Packages and approvals", "tongban/work/cases/inside.py", "import tongban.work.approvals.queries\n"),
    ("The registers rest", "tongban/registers/places/inside.py", "import tongban.registers.identity.queries\n"),
    ("The engines, in order", "tongban/engines/rules/inside.py", "import tongban.engines.forms.inside\n"),
    ("Engines are plain Python", "tongban/engines/rules/inside.py", "import django.db\n"),
    ("A room shows its face", "tongban/doors/desk/inside.py", "import tongban.work.cases.inside\n"),
    ("The registers rest", "tongban/registers/weather/__init__.py", ""),
]


@pytest.mark.parametrize(("wall", "name", "text"), BREACHES)
def test_every_wall_notices_a_breach(small: Path, wall: str, name: str, text: str) -> None:
    write(small, name, text)
    code, said = lint(small)
    assert code == 1, said
    assert any(wall in line and "BROKEN" in line for line in said.splitlines()), said
