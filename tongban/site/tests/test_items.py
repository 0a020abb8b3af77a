"""`tongban items`: what a department runs on its own folders."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from tongban.registers.catalogue.tests.town import ITEMS, SMALL
from tongban.site.commands.items import app


def test_the_command_checks_folders_and_tells_by_its_exit_code(tmp_path: Path) -> None:
    run = CliRunner().invoke
    good = run(app, ["check", str(ITEMS), "--json"])
    assert good.exit_code == 0, good.output
    assert len(json.loads(good.output)["items"]) >= 3
    (tmp_path / "item.yaml").write_text(SMALL.replace("loud: 60", "loud: 99"), "utf-8")
    bad = run(app, ["check", str(tmp_path), "--json"])
    assert bad.exit_code == 1
    problem = json.loads(bad.output)["items"][0]["problems"][0]
    assert problem["file"].endswith("item.yaml")
    assert problem["line"] > 0
    assert run(app, ["check", str(tmp_path / "nowhere")]).exit_code == 2
