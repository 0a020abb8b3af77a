"""What a guide says in English: all of it for every item of the city, and openly in Chinese where nobody translated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tongban.doors.portal.looks import english
from tongban.registers.catalogue import folder
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.catalogue.kinds.guide import English
from tongban.registers.catalogue.tests.town import ITEMS

EVERY = sorted(path.parent for path in ITEMS.rglob("item.yaml"))


def definition(name: str) -> Definition:
    found = folder.judge(next(path for path in EVERY if path.name == name)).definition
    assert found is not None
    return found


@pytest.mark.parametrize("name", [path.name for path in EVERY])
def test_who_reads_english_is_told_all_key_facts_of_every_item(name: str) -> None:
    d = definition(name)
    assert d.title.en
    assert d.guide.english.what
    assert d.guide.english.who
    told = english.facts(d, 3, 1, d.serves)
    assert [fact.label for fact in told][:2] == ["What it is", "Who can apply"]
    assert all(fact.said.isascii() and not fact.chinese for fact in told)


def test_what_nobody_translated_is_said_so_and_shown_in_chinese() -> None:
    d = definition("bank-appointment")
    left = english.facts(replace(d, guide=replace(d.guide, english=English())), 1, 1, d.serves)
    assert left[0] == english.Fact("What it is", english.UNTRANSLATED, d.guide.summary)
