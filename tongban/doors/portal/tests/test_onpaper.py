"""The guide and the form on paper follow the situation that was chosen; a sample is nobody's data."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest

from tongban.doors.portal.looks import guiding, onpaper
from tongban.engines import documents
from tongban.kernel import time
from tongban.registers.catalogue import folder

ALL = sorted(path.parent for path in (Path(__file__).parents[4] / "items").glob("*/*/item.yaml"))
ITEMS = ALL[::3]


def edition(path: Path) -> Any:
    return SimpleNamespace(definition=folder.load(path), number=1, in_force_from=time.today())


@pytest.fixture(autouse=True)
def names() -> Any:
    """What a register would be asked for: names of departments and places."""
    with (
        patch("tongban.doors.portal.looks.finding.department_name", str),
        patch("tongban.doors.parts.fields.place", str),
        patch.object(guiding, "outlets", lambda d: []),
        patch.object(guiding, "desks", lambda d: {step.desk: step.desk for step in d.process}),
    ):
        yield


@pytest.mark.parametrize("path", ITEMS, ids=lambda path: path.name)
def test_the_sample_of_an_item_answers_every_question_it_shows(path: Path) -> None:
    one = edition(path)
    blank = onpaper.form(one, [], filled=False)
    sample = onpaper.form(one, [], filled=True)
    assert blank["pages"]
    assert all(row[1] for _, rows in sample["pages"] for row in rows)
    for facts in (blank, sample):
        documents.TEMPLATES["form"].require(facts)


def test_what_was_chosen_stands_in_the_form_and_takes_questions_and_materials_away() -> None:
    one = edition(next(path for path in ALL if path.name == "food-business-licence"))
    first = one.definition.situations[0]
    open_, told = (guiding.answers(one.definition, said) for said in ({}, {first.code: "0"}))
    blank = onpaper.form(one, told, filled=False)
    assert "☑" in str(blank["pages"])
    assert "☑" not in str(onpaper.form(one, open_, filled=False)["pages"])
    paper = onpaper.guide(one, told, guiding.facts(SimpleNamespace(kind="nobody", signed_in=False), told))
    assert paper["answers"] == [[first.ask, first.options[0].label]]
    assert documents.render("guide", paper).startswith(b"%PDF")
    assert documents.render("form", blank).startswith(b"%PDF")
