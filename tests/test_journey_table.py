"""The two tables of the journey: every line names what exists, and every fact of a case has its words."""

from __future__ import annotations

import inspect
import re

from tongban.journey.every import EVERY
from tongban.journey.telling import TEMPLATE, tell_applicant
from tongban.journey.when import WHEN
from tongban.kernel.facts import known_kinds, revive
from tongban.watch.messages.templates import TEMPLATES

RHYTHM = re.compile(r"(\d+ )?(seconds|minute|minutes|hour|hours)|(working )?day \d\d:\d\d")


def test_every_fact_named_exists_and_can_be_read_back() -> None:
    known = set(known_kinds())
    for fact in WHEN:
        assert fact.kind in known
        named = set(inspect.signature(fact).parameters) - {"subject", "seq"}
        assert revive(fact.kind, "case/1", dict.fromkeys(named, ""))


def test_every_reaction_takes_one_fact_and_is_named_once_per_fact() -> None:
    for fact, reactions in WHEN.items():
        names = [r.__name__ for r in reactions]
        assert len(names) == len(set(names)), fact.kind
        for reaction in reactions:
            assert list(inspect.signature(reaction).parameters) == ["fact"]
            assert len(inspect.getsource(reaction).splitlines()) <= 20


def test_whatever_is_told_has_words() -> None:
    told = [fact.__name__ for fact, reactions in WHEN.items() if tell_applicant in reactions]
    for name in told:
        assert name == "CaseDecided" or TEMPLATE[name] in TEMPLATES
    assert {"granted", "refused", "licence", "licence-revoked"} <= set(TEMPLATES)


def test_every_line_of_the_clock_has_a_rhythm_and_something_to_do() -> None:
    for rhythm, entry in EVERY:
        assert RHYTHM.fullmatch(rhythm), rhythm
        assert callable(entry)
        inspect.signature(entry).bind()
