"""Whatever can happen to a case has words for those who read its record."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tongban.doors.parts import facts, happenings
from tongban.kernel.facts import known_kinds

UNKNOWN = "ledger.UnknownFact"  # stands for what an older release cannot name
ROOMS = Path(__file__).resolve().parents[3]
for found in ROOMS.glob("*/*/events.py"):
    import_module(".".join(("tongban", *found.relative_to(ROOMS).with_suffix("").parts)))


def test_every_fact_is_told_in_words() -> None:
    nameless = [kind for kind in known_kinds() if facts.title(kind) == kind.rpartition(".")[2] and kind != UNKNOWN]
    assert nameless == []


def test_no_fact_is_named_twice_and_none_that_does_not_exist() -> None:
    assert not set(happenings.TELL) & set(facts.MORE)
    assert {*happenings.TELL, *facts.MORE} <= set(known_kinds())
