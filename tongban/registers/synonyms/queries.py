"""Questions to the synonyms: what a word may mean, and the list for those who arrange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

from django.db.models import Count, Max

from tongban.engines.guidance import normal
from tongban.kernel.once import once
from tongban.registers.synonyms import permits
from tongban.registers.synonyms.models import Synonym

DATA = Path(__file__).parent / "data" / "synonyms.tsv"
PAGE = 30
may_arrange = permits.may_arrange


@dataclass(frozen=True)
class Row:
    """A synonym as the list shows it; built in, or who added it."""

    word: str
    means: str
    built_in: bool
    note: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def page_key(self) -> str:
        """Where the list goes on after this row."""
        return f"{normal(self.word)}|{normal(self.means)}"


@once
def meanings() -> Mapping[str, tuple[str, ...]]:
    """What each word may mean, words and meanings as people write them; one small question."""
    state = Synonym.objects.aggregate(newest=Max("changed_at"), many=Count("pk"))
    return _meanings(state["newest"], state["many"])


def listed(q: str = "", *, after: str = "", limit: int = PAGE) -> list[Row]:
    """Those in use, in the order of words; ``q`` is a part of the word or of what it means."""
    wanted = normal(q)
    rows = sorted(_in_use().values(), key=lambda row: row.page_key)
    found = (row for row in rows if row.page_key > after and wanted in row.page_key)
    return [row for _, row in zip(range(limit), found, strict=False)]


def added() -> list[Row]:
    """What operators added, in the order in which they did."""
    return [row for row in _in_use().values() if not row.built_in]


def known(word: str, means: str) -> Row | None:
    """One that is in use."""
    return _in_use().get((normal(word), normal(means)))


@cache
def built_in() -> Mapping[tuple[str, str], tuple[str, str]]:
    """What comes with the program: word and meaning as they are compared → as they are written."""
    found = {}
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words, _, means = line.partition("\t")
            for word in words.split("|"):
                for meaning in means.split("|"):
                    found[normal(word), normal(meaning)] = word, meaning
    return found


def _in_use() -> dict[tuple[str, str], Row]:
    found = {key: Row(word, means, built_in=True) for key, (word, means) in built_in().items()}
    for one in Synonym.objects.order_by("pk"):
        key = one.plain_word, one.plain_means
        found.pop(key, None)
        if one.on:
            found[key] = Row(one.word, one.means, False, one.note, one.changed_name, one.changed_at)
    return found


@lru_cache(maxsize=4)
def _meanings(newest: datetime | None, many: int) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    # What an operator said stands before what came with the program: he knows his city.
    for row in sorted(_in_use().values(), key=lambda row: row.built_in):
        found.setdefault(normal(row.word), []).append(row.means)
    return {word: tuple(means) for word, means in found.items()}
