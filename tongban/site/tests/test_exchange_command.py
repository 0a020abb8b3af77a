"""What `tongban exchange` and `tongban items bpmn` refuse before anything starts, and what needs no database."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from tongban.site.cli import app

ITEMS = Path(__file__).parents[3] / "items"
run = CliRunner().invoke


@pytest.mark.parametrize("said", [["--format", "xlsx"], ["--since", "yesterday"], ["--since", "-1"], ["--since", "１"]])
def test_an_order_that_cannot_be_meant_is_wrong_and_writes_nothing(tmp_path, said):
    answer = run(app, ["exchange", "out", "--to", str(tmp_path / "new"), *said])
    assert answer.exit_code == 2
    assert not (tmp_path / "new").exists()


def test_tables_are_never_written_among_other_files(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    answer = run(app, ["exchange", "out", "--to", str(tmp_path)])
    assert answer.exit_code == 2
    assert "不是空的文件夹" in answer.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_process_of_an_item_folder_needs_no_database():
    answer = run(app, ["items", "bpmn", str(ITEMS / "market" / "food-business-licence")])
    assert answer.exit_code == 0
    assert ET.fromstring(answer.stdout).get("name") == "食品经营许可（新办）"
