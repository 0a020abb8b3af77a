"""How well a text answers what was said, and by what: its name, its sound, another word for it, or what it tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from math import log

from tongban.engines.terms.making import joined, pairs
from tongban.engines.terms.said import Said, Variant
from tongban.engines.terms.sounds import letters

NAME, ALIAS, SOUND, INITIALS, SYNONYM, SHORT, TOLD = (
    "name", "alias", "sound", "initials", "synonym", "short", "told",
)  # fmt: skip
_UNKNOWN = 0.2  # of the weight of a rare pair: what no name holds is a slip or small talk
_LIKE_NAME = 0.85
_OTHER_WORD = 0.9
_HEARD = 0.8


@dataclass(frozen=True)
class Text:
    """What is known of a text when it is judged: its names as they are compared (the title first), and their sounds."""

    names: tuple[str, ...]
    sounds: tuple[tuple[str, ...], ...]
    terms: frozenset[str] = frozenset()  # of what it tells beyond its names, as far as they were asked for


@dataclass(frozen=True)
class Judged:
    """How well (1 is its very name), by what, and the words that decided it."""

    score: float
    by: str = ""
    words: tuple[str, ...] = ()


class Weights:
    """What a pair tells: the fewer texts hold it the more (逆文档频率)."""

    def __init__(self, counts: Mapping[str, int], total: int) -> None:
        self.counts, self.total = counts, max(total, 1)
        self.most = log(1 + self.total)

    def of(self, term: str) -> float:
        count = self.counts.get(term, 0)
        return log(1 + self.total / count) if count else _UNKNOWN * self.most

    def all(self, terms: Iterable[str]) -> float:
        return sum(map(self.of, terms))


def judge(said: Said, text: Text, weights: Weights) -> Judged:
    """The best reason a text has for being shown, and its score, with a little for what it tells besides."""
    best = Judged(0.0)
    for variant in said.variants:
        for n, name in enumerate(text.names):
            score = _likeness(name, variant.text, variant.matter) or _overlap(variant.pairs, name, weights)
            if variant.word:  # what is said around an everyday word is mostly small talk
                alone = _likeness(name, variant.core, len(variant.core)) or _overlap(variant.core_pairs, name, weights)
                score = max(score, (0.5 + 0.4 * variant.share) * alone)
            score *= (1.0 if n == 0 else 0.97) * (_OTHER_WORD if variant.word else 1.0)
            if score > best.score:
                by = SYNONYM if variant.word else (NAME if n == 0 else ALIAS)
                best = Judged(score, by, (variant.word, variant.means) if variant.word else (name,))
    for other in (_by_sound(said, text, weights), _by_letters(said, text), _shortened(said, text)):
        if other.score > best.score:
            best = other
    told = _told(said, text, weights)
    if told * 0.5 > best.score:
        return Judged(told * 0.5, TOLD)
    return Judged(best.score + 0.12 * told, best.by, best.words)


def _likeness(name: str, said: str, matter: int) -> float:
    """1 for the name itself; less for a name inside the sentence, or a sentence inside the name.

    ``matter`` is how many characters of the sentence speak of the matter: a short name in much of it says little.
    """
    if name == said:
        return 1.0
    if len(name) > 1 and name in said:
        return 0.55 + 0.4 * len(name) / max(len(name), matter)
    if len(said) > 1 and name.startswith(said):
        return 0.82 + 0.12 * len(said) / len(name)
    if len(said) > 1 and said in name:
        return 0.76 + 0.14 * len(said) / len(name)
    return 0.0


def _overlap(asked: Set[str], name: str, weights: Weights) -> float:
    """How much of what was said stands in the name, and a little how much of the name was said."""
    mine = pairs(name)
    both = asked & mine
    if not both:
        return 0.0
    covered = weights.all(both) / weights.all(asked)
    return _LIKE_NAME * (0.78 * covered + 0.22 * len(both) / len(mine))


def _by_sound(said: Said, text: Text, weights: Weights) -> Judged:
    best = Judged(0.0)
    for way in said.sounds:
        asked = {f"~{one}" for one in joined(way)}
        for n, sounds in enumerate(text.sounds):
            mine = {f"~{one}" for one in joined(sounds)}
            both = asked & mine
            if both and (score := weights.all(both) / weights.all(asked)):
                score = (0.78 * score + 0.22 * len(both) / len(mine)) * _HEARD
                best = max(best, Judged(score, SOUND, (text.names[n],)), key=lambda one: one.score)
    return best


def _by_letters(said: Said, text: Text) -> Judged:
    best = Judged(0.0)
    for n, sounds in enumerate(text.sounds if len(said.letters) > 1 else ()):
        mine, asked = letters(sounds), said.letters
        if asked in mine:
            score = (0.7 if mine.startswith(asked) else 0.55) + 0.25 * len(asked) / len(mine)
            best = max(best, Judged(score, INITIALS, (text.names[n],)), key=lambda one: one.score)
    return best


def _shortened(said: Said, text: Text) -> Judged:
    """An abbreviation: its characters stand in the name in their order (低保 in 最低生活保障)."""
    best = Judged(0.0)
    for name in text.names if len(said.short) > 1 else ():
        rest = iter(name)
        if all(c in rest for c in said.short):
            score = 0.42 + 0.25 * len(said.short) / len(name)
            best = max(best, Judged(score, SHORT, tuple(said.short)), key=lambda one: one.score)
    return best


def _told(said: Said, text: Text, weights: Weights) -> float:
    """How much of it stands in what the text tells beyond its names."""
    if not text.terms or not said.variants:
        return 0.0

    def covered(variant: Variant) -> float:
        return weights.all(variant.pairs & text.terms) / (weights.all(variant.pairs) or 1)

    return max(covered(one) * (_OTHER_WORD if one.word else 1) for one in said.variants)
