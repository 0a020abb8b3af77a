"""The guide before anything is answered: what nobody knows yet is left open, never told as not needed."""

from __future__ import annotations

from pathlib import Path

from tongban.doors.portal.looks import guiding
from tongban.kernel.actor import Actor
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import Definition

ITEMS = Path(__file__).parents[4] / "items"


def listed(definition: Definition, **given: str) -> dict[str, bool | None]:
    chosen = guiding.answers(definition, given)
    known = guiding.facts(Actor.system("测试"), chosen)
    undecided = guiding.open_names(definition, known, chosen)
    return {one.material.code: one.needed for one in guiding.materials(definition, known, undecided)}


def test_a_paper_that_hangs_on_a_question_of_the_form_alone_is_still_open() -> None:
    found = catalogue.judge_folder(ITEMS / "market/company-registration").definition
    assert found is not None
    assert False not in listed(found).values()


def test_an_answer_in_the_guide_decides_what_hangs_on_it() -> None:
    found = catalogue.judge_folder(ITEMS / "market/food-business-licence").definition
    assert found is not None
    before, after = listed(found), [listed(found, **{one.code: "0"}) for one in found.situations]
    assert any(one != before and None in before.values() for one in after)
