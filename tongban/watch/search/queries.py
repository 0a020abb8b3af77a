"""Questions to search: what somebody may mean, and suggestions while he is typing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tongban.engines import terms
from tongban.kernel import time
from tongban.registers.synonyms import queries as synonyms
from tongban.watch.search.keeping import ALL, number
from tongban.watch.search.kinds import ARTICLE, DEPARTMENT, ITEM, KINDS, PACKAGE, QUESTION, Hit
from tongban.watch.search.listening import Unanswered, unanswered
from tongban.watch.search.models import Term

__all__ = ["GROUPS", "Found", "Unanswered", "search", "suggest", "unanswered"]

PAGE = 20
MOST = 200
GROUPS = (PACKAGE, ITEM, QUESTION, ARTICLE, DEPARTMENT)
_LEAST, _BESIDE = 0.3, 0.42  # a hit must be worth something, and not be far behind the best
_LOOKED_AT, _NEARLY = 120, 3
_RARE, _RARE_TOLD = 1500, 600  # how many texts may be met by the terms that are looked up
_PRIOR = {PACKAGE: 0.03, ITEM: 0.03, QUESTION: -0.03, DEPARTMENT: 0.0, ARTICLE: -0.02}

_LOOK_UP = """
with asked as (select * from unnest(%(terms)s::int[], %(weights)s::float4[]) a(term, weight))
select id, kind, key, title, address, summary, names, audiences, themes, owner, area, days, sort_key,
  (select array_agg(term) from asked where term = any(text_terms)),
  (select coalesce(sum(weight), 0) from asked where term = any(name_terms))
    + 0.3 * (select coalesce(sum(weight), 0) from asked where term = any(text_terms)) as worth
from search_text
where (name_terms && %(rare)s::int[] or name_terms @> %(singles)s::int[] or text_terms && %(told)s::int[])
  and (shown_from is null or shown_from <= %(today)s) and (shown_until is null or shown_until > %(today)s)
order by worth desc, length(title), id limit %(limit)s
"""


@dataclass(frozen=True)
class Found:
    """What a sentence led to, the best first; all of it, as far as it is worth showing."""

    said: str
    hits: tuple[Hit, ...]
    nearly: tuple[Hit, ...] = ()  # where nothing is worth showing: what came nearest, for those who arrange the words

    def of(self, *kinds: str) -> list[Hit]:
        """Those of some kinds, in order."""
        return [hit for hit in self.hits if hit.kind in kinds]


def search(sentence: str, *, limit: int = MOST, meanings: Mapping[str, tuple[str, ...]] | None = None) -> Found:
    """What somebody may mean: everyday words, pinyin, initials, slips, traditional characters are understood.

    Three questions to the database, whatever is asked.
    """
    said = terms.understood(sentence, synonyms.meanings() if meanings is None else meanings)
    if not said.variants:
        return Found("", ())
    counts, total = _counts(said)
    weights = terms.Weights({term: named for term, (named, _) in counts.items()}, total)
    hits = sorted(
        (hit for row in _rows(said, counts, weights) if (hit := _hit(said, row, weights)) is not None),
        key=lambda hit: (-hit.score, len(hit.title), hit.key),
    )
    best = hits[0].score if hits else 0
    shown = tuple(hit for hit in hits if hit.score >= max(_LEAST, _BESIDE * best))[:limit]
    return Found(said.text, shown, () if shown else tuple(hits[:_NEARLY]))


def suggest(sentence: str, each: int = 4, limit: int = 8) -> list[tuple[str, list[Hit]]]:
    """A few of each kind for whoever is still typing, in groups (联想)."""
    found, left, groups = search(sentence), limit, []
    for kind in GROUPS:
        if chosen := found.of(kind)[: min(each, left)]:
            groups.append((KINDS[kind], chosen))
            left -= len(chosen)
    return groups


def _counts(said: terms.Said) -> tuple[dict[str, tuple[int, int]], int]:
    """In how many texts each term stands, by name and by telling; and how many texts there are, roughly."""
    wanted = {number(term): term for term in said.terms}
    rows = Term.objects.filter(number__in=[*wanted, _ALL]).values_list("number", "names", "texts")
    found = {key: (named, told) for key, named, told in rows}
    total = found.pop(_ALL, (0, 0))[0]
    return {wanted[key]: value for key, value in found.items()}, total


_ALL = number(ALL)


def _rows(said: terms.Said, counts: dict[str, tuple[int, int]], weights: terms.Weights) -> list[tuple[Any, ...]]:
    asked = [(term, share * weights.of(term)) for term, share in said.terms.items() if term in counts]
    if not asked and not said.short:
        return []
    values: dict[str, Any] = {
        "terms": [number(term) for term, _ in asked], "weights": [weight for _, weight in asked],
        "rare": _rare({term: counts[term][0] for term, _ in asked}, _RARE),
        "told": _rare({term: counts[term][1] for term, _ in asked}, _RARE_TOLD),
        "singles": [number(term) for term in said.singles] or [_NOTHING], "today": time.today(), "limit": _LOOKED_AT,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, values)
        return [(*row[:6], *(json.loads(v) if isinstance(v, str) else v for v in row[6:9]), *row[9:]) for row in cursor]


_NOTHING = number("\x00")  # no text has it


def _rare(counts: dict[str, int], most: int) -> list[int]:
    """The terms that stand in the fewest texts, until together they meet enough; the rarest at any rate."""
    chosen: list[int] = []
    met = 0
    for term, count in sorted(counts.items(), key=lambda one: one[1]):
        if count and (not chosen or met + count <= most):
            chosen.append(number(term))
            met += count
    return chosen


def _hit(said: terms.Said, row: tuple[Any, ...], weights: terms.Weights) -> Hit | None:
    (_, kind, key, title, address, summary, names, audiences, themes, owner, area, days, sort_key, told, _) = row
    back = {number(term): term for term in said.terms} if told else {}
    text = terms.Text(
        tuple(name for name, _ in names), tuple(tuple(sounds) for _, sounds in names),
        frozenset(back[n] for n in told or ()),
    )  # fmt: skip
    judged = terms.judge(said, text, weights)
    if not judged.score:
        return None
    return Hit(
        kind, key, title, address, summary, judged.score + _PRIOR[kind], judged.by, judged.words, tuple(audiences),
        tuple(themes), owner, area, days, sort_key,
    )  # fmt: skip
