"""Whatever can happen to a case has words for those who read its record."""

from __future__ import annotations

from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path

from tongban.doors.parts import facts, happenings
from tongban.kernel.facts import Fact

ROOMS = Path(__file__).resolve().parents[3]
EVENTS = [
    import_module(".".join(("tongban", *found.relative_to(ROOMS).with_suffix("").parts)))
    for found in ROOMS.glob("*/*/events.py")
]
KINDS = {
    fact.kind
    for module in EVENTS
    for _, fact in getmembers(module, isclass)
    if issubclass(fact, Fact) and fact.__module__.rpartition(".")[0] == module.__name__.rpartition(".")[0]
}


def test_every_fact_is_told_in_words() -> None:
    assert [kind for kind in sorted(KINDS) if facts.title(kind) == kind.rpartition(".")[2]] == []


def test_no_fact_is_named_twice_and_none_that_does_not_exist() -> None:
    assert not set(happenings.TELL) & set(facts.MORE)
    assert {*happenings.TELL, *facts.MORE} <= KINDS
