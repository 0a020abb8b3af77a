"""What a sentence of everyday words may mean (智能检索): items with how surely, and the options its words chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from tongban.engines import terms
from tongban.engines.guidance import Entry, Hit, Lexicon, normal
from tongban.kernel import time
from tongban.registers.catalogue.models import Item
from tongban.registers.synonyms import queries as synonyms

_LETTERS = 4
"""From how many letters on a sentence is taken for pinyin."""
_OTHERWISE = 0.95  # what was typed goes before what it may also mean


@dataclass(frozen=True)
class Meant:
    """An item somebody may mean: how surely, and the words that spoke for it."""

    item: Item
    score: float
    heard: tuple[str, ...]


def meant(sentence: str, limit: int = 5, audience: str = "") -> list[Meant]:
    """The items and packages a sentence may mean, the surest first; typos, pinyin, initials and synonyms count."""
    found = _found(sentence, limit * 3)
    today = time.today()
    open_to = Item.objects.filter(code__in=[hit.key for hit in found], state="1", current__in_force_from__lte=today)
    if audience:
        open_to = open_to.filter(audiences__contains=[audience])
    rows = {row.code: row for row in open_to.filter(Q(ends_on=None) | Q(ends_on__gt=today)).select_related("current")}
    return [Meant(rows[hit.key], hit.score, hit.heard) for hit in found if hit.key in rows][:limit]


def _found(sentence: str, limit: int) -> list[Hit]:
    """What the words themselves speak of; in the city's words (近义说法) a little less surely."""
    lexicon = _lexicon(_version())
    best = {hit.key: hit for hit in lexicon.find(sentence, limit)}
    for variant in terms.understood(sentence, synonyms.meanings()).variants[1:]:
        for hit in lexicon.find(variant.text, limit):
            score = hit.score * _OTHERWISE
            if hit.key not in best or best[hit.key].score < score:
                best[hit.key] = Hit(hit.key, score, (f"{variant.word} → {variant.means}",))
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.key))[:limit]


def _version() -> tuple[str, ...]:
    """What the lexicon was made from: the newest editions, by item."""
    rows = Item.objects.exclude(current=None).order_by("code").values_list("code", "current_id")
    return tuple(f"{code}:{edition}" for code, edition in rows)


@lru_cache(maxsize=2)
def _lexicon(version: tuple[str, ...]) -> Lexicon:
    """Every item's names and situation words, made once for a state of the catalogue."""
    rows = Item.objects.exclude(current=None).values_list("code", "search_words", "search", "situation_words")
    return Lexicon(tuple(Entry(code, names(written, search), tuple(words)) for code, written, search, words in rows))


def names(written: Iterable[str], search: str) -> tuple[str, ...]:
    """Names, and the pinyin that was written beside them at publication; initials only where they are long enough."""
    sounds = [normal(line) for line in search.split("\n")]
    return tuple(dict.fromkeys([*written, *(one for one in sounds if one.isascii() and len(one) >= _LETTERS)]))
