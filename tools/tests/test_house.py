"""Each rule of the house is broken on purpose once, in a small copy."""

from pathlib import Path

import pytest

from tools import house

HOUSE = "## 15. What a newcomer reads first\n\n1. `README.md` — what it is (1)\n\n## 16. Weak spots\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "house.md").write_text(HOUSE)
    (tmp_path / "README.md").write_text("Hello\n")
    return tmp_path


def put(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def rules(root: Path) -> list[str]:
    return [fault.rule for fault in house.faults(root)]


def test_a_small_clean_house_is_in_order(root: Path) -> None:
    put(root, "tongban/work/cases/actions.py", "def accept(case):\n    case.save()\n")
    assert rules(root) == []


BROKEN = [
    ("file", "tongban/work/a.py", "x = 1\n" * 401),
    ("file", "tongban/doors/parts/static/a.css", "a { }\n" * 401),
    ("function", "tongban/work/a.py", "def f():\n" + "    x = 1\n" * 40),
    ("write", "tongban/doors/desk/views/a.py", "def f(case):\n    case.save()\n"),
    ("write", "tongban/doors/desk/views/a.py", "def f(case):\n    case.save(update_fields=['state'])\n"),
    ("write", "tongban/journey/a.py", "Case.objects.create(number='1')\n"),
    ("write", "tongban/journey/a.py", "Case.objects.filter(pk=1).update(state='done')\n"),
    ("write", "tongban/doors/desk/views/a.py", "case.delete()\n"),
    ("signal", "tongban/work/a.py", "from django.db.models.signals import post_save\n"),
    ("signal", "tongban/work/a.py", "from django.db.models import signals\n"),
    ("signal", "tongban/work/a.py", "from django.dispatch import receiver\n"),
    ("clock", "tongban/work/a.py", "import datetime\nx = datetime.datetime.now()\n"),
    ("clock", "tongban/work/a.py", "from django.utils import timezone\nx = timezone.now()\n"),
    ("clock", "tongban/work/a.py", "from datetime import date\nx = date.today()\n"),
    ("mask", "tongban/doors/desk/views/a.py", "x = '*' * 3\n"),
    ("mask", "tongban/work/a.py", "x = '***'\n"),
    ("mask", "tongban/watch/a.py", "def f(person):\n    return person.id_number\n"),
    ("mask", "tongban/doors/desk/templates/desk/a.html", "<p>{{ applicant.phone }}</p>\n"),
    ("template", "tongban/doors/desk/templates/desk/a.html", '{% extends "portal/base.html" %}\n'),
    ("template", "tongban/doors/parts/templates/parts/a.html", '{% include "desk/row.html" %}\n'),
]


@pytest.mark.parametrize(("rule", "name", "text"), BROKEN)
def test_every_rule_notices_when_it_is_broken(root: Path, rule: str, name: str, text: str) -> None:
    put(root, name, text)
    assert rules(root) == [rule]


FINE = [
    ("tongban/doors/desk/views/a.py", "digest.update(b'x')\npicture.save(buffer)\nactions.delete(actor, 1)\n"),
    ("tongban/work/cases/actions.py", "Case.objects.create(number='1')\n"),
    ("tongban/doors/desk/templates/desk/a.html", '{% extends "parts/page.html" %}{% include "desk/row.html" %}\n'),
    ("tongban/work/cases/migrations/0001_cases.py", "x = 1\n" * 500),
    ("tongban/kernel/time.py", "from datetime import datetime\ndatetime.now()\n"),
]


@pytest.mark.parametrize(("name", "text"), FINE)
def test_what_is_allowed_is_left_alone(root: Path, name: str, text: str) -> None:
    put(root, name, text)
    assert rules(root) == []


def test_the_reading_path_must_exist_and_stay_an_hours_reading(root: Path) -> None:
    (root / "README.md").unlink()
    assert rules(root) == ["path"]
    (root / "README.md").write_text("line\n" * 801)
    assert [f.size for f in house.faults(root)] == [801]


def test_an_exception_covers_its_fault_up_to_its_limit_and_must_go_when_it_is_not_needed(root: Path) -> None:
    put(root, "tongban/work/a.py", "x = 1\n" * 410)
    allowed = root / "exceptions.txt"
    allowed.write_text("# why\nfile tongban/work/a.py 410  a table\n")
    assert house.remaining(root, allowed) == []
    allowed.write_text("file tongban/work/a.py 405  a table\n")
    assert len(house.remaining(root, allowed)) == 1
    put(root, "tongban/work/a.py", "x = 1\n")
    assert "no longer needs" in house.remaining(root, allowed)[0]
