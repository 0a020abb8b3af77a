"""Whatever is wrong in an item is said with its line, its key path and a sentence a person can act on."""

from __future__ import annotations

import re

import pytest

from tongban.registers.catalogue import folder
from tongban.registers.catalogue.tests.mistakes import MISTAKES, Mistake
from tongban.registers.catalogue.tests.town import SMALL
from tools import mistakes

TEXT = SMALL.lstrip()


def test_there_are_more_than_forty_kinds_of_mistakes_and_each_is_another() -> None:
    assert len({one.kind for one in MISTAKES}) == len(MISTAKES) > 40


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: one.kind)
def test_a_mistake_is_found_at_its_line_and_said_in_a_sentence(mistake: Mistake) -> None:
    text = TEXT.replace(mistake.take, mistake.put, 1)
    assert text != TEXT
    problem = folder.judge_text(text, "item.yaml").problems[0]
    written = text.splitlines()[problem.line - 1] if problem.line else ""
    assert mistake.at in written, f"{problem.line}: {problem}"
    assert (problem.file, problem.path) == ("item.yaml", mistake.path)
    assert mistake.says in problem.sentence
    assert re.search(r"[\u4e00-\u9fff]", problem.sentence)
    assert problem.sentence.endswith(("。", "？", "！")), problem.sentence


def test_the_page_of_mistakes_says_what_is_said() -> None:
    assert mistakes.PAGE.read_text("utf-8") == mistakes.page(), "run: python -m tools.mistakes --write"
