"""Names and words of many things, and which of them a sentence speaks of; slips of the hand are forgiven."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from tongban.engines.guidance.phrases import normal, pairs, spoken

MOST_TYPED = 100
_LEAST = 0.35
_UNKNOWN = 0.4  # what no name holds may be a slip or small talk: it speaks a little against every entry


@dataclass(frozen=True)
class Entry:
    """One thing: the names it goes by, and words of its situations, which speak for it less than its name does."""

    key: str
    names: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A thing a sentence may speak of: how surely (1 is its very name), and by which words."""

    key: str
    score: float
    heard: tuple[str, ...]


@dataclass
class Lexicon:
    """Entries ready for being asked; pairs of characters that stand in many names say little (逆文档频率)."""

    entries: tuple[Entry, ...]
    _where: dict[str, set[int]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for place, entry in enumerate(self.entries):
            for name in (*entry.names, *entry.words):
                for pair in pairs(name):
                    self._where.setdefault(pair, set()).add(place)

    def find(self, sentence: str, limit: int = 5) -> list[Hit]:
        """The things the sentence speaks of, the surest first; none where nothing fits."""
        said = normal(sentence)[:MOST_TYPED]
        parts = spoken(sentence[:MOST_TYPED]) or ([said] if said else [])
        wanted = {pair for part in parts for pair in pairs(part)} | pairs(said)
        places = {place for pair in wanted for place in self._where.get(pair, ())}
        hits = [hit for place in places if (hit := self._hit(self.entries[place], said, parts)) is not None]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))[:limit]

    def _hit(self, entry: Entry, said: str, parts: list[str]) -> Hit | None:
        asked = {pair for part in parts for pair in pairs(part)}
        names = [(_likeness(name, said) or self._overlap(asked, name), name) for name in entry.names]
        score, name = max(names, default=(0.0, ""))
        words = sorted({word for word in entry.words if word in said}, key=lambda word: (-len(word), word))
        words = [word for n, word in enumerate(words) if not any(word in longer for longer in words[:n])]
        telling = max((1 / self._spread(word) for word in words), default=0.0)
        score = max(score, 0.62 * telling) + 0.25 * self._covered(asked, words)
        if score < _LEAST:
            return None
        return Hit(entry.key, round(min(1.5, score), 6), (*((name,) if name and name in said else ()), *words))

    def _spread(self, word: str) -> int:
        """In how many entries a word stands: what is said in many (妈妈, 代办) tells none of them apart."""
        return max(1, len(set.intersection(*(self._where.get(pair, set()) for pair in pairs(word)))))

    def _overlap(self, asked: set[str], name: str) -> float:
        """How much of what was said stands in a name, and of the name in what was said."""
        mine = pairs(name)
        both = self._weight(asked & mine)
        if not both:
            return 0.0
        return 0.85 * both / (0.7 * self._weight(asked) + 0.3 * self._weight(mine))

    def _covered(self, asked: set[str], words: Iterable[str]) -> float:
        whole = self._weight(asked)
        return self._weight(asked & {pair for word in words for pair in pairs(word)}) / whole if whole else 0.0

    def _weight(self, found: set[str]) -> float:
        total = len(self.entries) + 1
        known = [len(self._where.get(pair, ())) for pair in found]
        return sum(log(1 + total / (1 + count)) if count else _UNKNOWN for count in known)


def _likeness(name: str, said: str) -> float:
    """1 for the name itself; less for a name inside the sentence, or a sentence inside the name."""
    if name == said:
        return 1.0
    if len(name) > 1 and name in said:
        return 0.8 + 0.15 * len(name) / len(said)
    if len(said) > 1 and name.startswith(said):
        return 0.75 + 0.1 * len(said) / len(name)
    return 0.0
