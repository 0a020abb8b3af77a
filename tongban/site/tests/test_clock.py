"""`tongban clock`: what an operator asks on the command line, and how he imports the yearly notice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tongban.engines.clocks import Calendar
from tongban.kernel import time
from tongban.registers.calendar import queries
from tongban.site import ground
from tongban.site.commands.clock import app
from tools import people

SOURCE = "https://www.gov.cn/zhengce/content/notice.htm"


def run(*words: str) -> tuple[int, str, str]:
    answer = CliRunner().invoke(app, list(words))
    return answer.exit_code, answer.stdout.strip(), answer.stderr.strip()


def test_a_due_date_is_one_line() -> None:
    assert run("due", "--from", "2026-09-18", "--days", "5", "--packaged") == (0, "2026-09-24", "")


def test_natural_days_end_on_a_working_day() -> None:
    assert run("due", "--from", "2026-09-16", "--days", "15", "--natural", "--packaged")[1] == "2026-10-08"


def test_a_year_nobody_published_is_warned_of_beside_the_answer() -> None:
    words = ("due", "--from", "2026-12-28", "--days", "10", "--packaged")
    code, said, warned = run(*words)
    assert (code, said) == (0, "2027-01-12")
    assert "2027 年放假安排尚未公布" in warned
    told = json.loads(run(*words, "--json")[1])
    assert (told["due"], told["limit"]) == ("2027-01-12", "10 working days")
    assert "2027" in told["warning"]


def test_a_day_says_whether_it_is_worked_and_why() -> None:
    assert run("day", "2026-10-10", "--packaged")[1] == "2026-10-10 星期六：工作日（国庆节调休上班）"
    told = json.loads(run("day", "2026-10-01", "--packaged", "--json")[1])
    assert (told["working"], told["why"]) == (False, "国庆节放假")


@pytest.mark.parametrize("words", [("day", "soon"), ("due", "--from", "2026-13-01", "--days", "5")])
def test_what_is_no_date_is_said_to_be_none(words: tuple[str, ...]) -> None:
    code, said, complained = run(*words, "--packaged")
    assert (code, said) == (2, "")
    assert "不是日期" in complained


@pytest.fixture
def here(town: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(ground, "standing", nullcontext)
    yield
    queries._seen = None


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """The next five working days off."""
    off = [Calendar.standard().add(time.today(), n) for n in range(1, 6)]
    days = [{"name": "特别假期", "date": day.isoformat(), "isOffDay": True} for day in off]
    file = tmp_path / "notice.json"
    file.write_text(json.dumps({"year": off[0].year, "papers": [SOURCE], "days": days}))
    return file


@pytest.mark.usefixtures("here")
def test_the_preview_names_what_moves_and_the_import_moves_it(notice: Path) -> None:
    case = people.submitted()
    code, said, _ = run("import", str(notice), "--preview")
    assert code == 0
    assert f"{case.number} 受理答复 {case.due_on}" in said
    assert queries.not_applied() == []
    told = json.loads(run("import", str(notice), "--json")[1])
    assert (told["done"], told["source"]) == (True, SOURCE)
    assert told["moved"] >= 2
    assert people.fresh(case).due_on != case.due_on
    assert queries.not_applied() == []
    code, _, complained = run("import", str(notice))
    assert code == 1
    assert "完全相同" in complained


@pytest.mark.usefixtures("here")
def test_a_file_that_is_no_notice_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[]")
    code, _, complained = run("import", str(tmp_path / "x.json"))
    assert code == 1
    assert "读不懂" in complained
    assert run("import", str(tmp_path / "none.json"))[0] == 2
