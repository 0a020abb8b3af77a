"""What happens to synonyms. The subject is "synonym/<id>"."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class SynonymAdded(Fact):
    """近义说法加入: from now on who says the word may mean this."""

    word: str
    means: str
    note: str = ""


@dataclass(frozen=True)
class SynonymRemoved(Fact):
    """近义说法停用: the word no longer leads there."""

    word: str
    means: str
    note: str = ""
