"""A city's own texts out of a folder: checked with file and line, told before it is done, done once however often."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from tongban.registers.knowledge import queries
from tongban.site import ground
from tongban.site.cli import app

TOWN = Path(__file__).parents[3] / "town" / "pages"
run = CliRunner().invoke


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(TOWN, tmp_path / "pages"))


def test_what_is_wrong_is_told_with_file_and_line_and_nothing_is_imported(folder: Path) -> None:
    (folder / "terms.md").write_text("---\nkind: help\norder: 1\ntitle: 条款\n---\n{没有的}\n", encoding="utf-8")
    (folder / "Bad.md").write_bytes(b"---\n\xff\n---\n")
    for words in (["check"], ["import"], ["import", "--dry-run"]):
        answer = run(app, ["pages", *words, str(folder)])
        assert answer.exit_code == 1
        assert f"{folder / 'terms.md'}:6：不认识" in answer.stderr
        assert f"{folder / 'Bad.md'}:2：不是 UTF-8" in answer.stderr
    assert run(app, ["pages", "check", str(folder / "nothing")]).exit_code == 2


def test_the_demonstration_city_s_own_texts_pass_and_a_missing_statement_is_named(folder: Path) -> None:
    assert run(app, ["pages", "check", str(folder)]).exit_code == 0
    (folder / "privacy.md").unlink()
    assert "没有城市声明 privacy" in run(app, ["pages", "check", str(folder)]).stdout


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_what_changed_is_imported_once_and_a_dry_run_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ground, "standing", nullcontext)  # the test's own database stands already
    text = (folder / "finding.md").read_text(encoding="utf-8")
    (folder / "finding.md").write_text(f"\ufeff{text}\n再添一句。\n".replace("\n", "\r\n"), encoding="utf-8")
    (folder / "parking.md").write_text("---\nkind: help\norder: 90\ntitle: 停车\n---\n门前可以停。\n", encoding="utf-8")
    before = queries.newest("finding")
    assert before is not None
    dry = run(app, ["pages", "import", "--dry-run", str(folder)])
    assert "会导入 2 篇，没有导入" in dry.stdout
    assert queries.newest("finding") == before
    assert "导入 2 篇" in run(app, ["pages", "import", "--note", "停车", str(folder)]).stdout
    after = queries.newest("finding")
    assert after is not None
    assert (after.number, after.note) == (before.number + 1, "停车")
    assert queries.page("parking").chinese.body == "门前可以停。"
    assert "导入 0 篇" in run(app, ["pages", "import", str(folder)]).stdout
    assert queries.newest("finding") == after
