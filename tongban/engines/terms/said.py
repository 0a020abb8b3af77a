"""What somebody typed, understood in several ways: as it stands, by its sound, and with words the city uses instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tongban.engines.guidance import spoken
from tongban.engines.terms.making import chinese, initials, joined, pairs, plain, words
from tongban.engines.terms.sounds import spelled, syllables

MOST_TYPED = 100
_MOST_VARIANTS = 10
_SHORT = range(2, 5)
_LETTERS_ALONE, _LETTERS_TOLD = 8, 6


@dataclass(frozen=True)
class Variant:
    """One way to say it: the words, and which synonym led there ("" for what was typed)."""

    text: str
    word: str = ""
    means: str = ""

    @cached_property
    def pairs(self) -> frozenset[str]:
        if self.text.isascii() and len(self.text) > _LETTERS_TOLD:
            return frozenset()  # pairs of letters stand in every longer word: letters are compared as words and sounds
        parts = spoken(self.text) or [self.text]
        return frozenset(pair for part in parts for pair in pairs(part))

    @cached_property
    def matter(self) -> int:
        """How many of its characters speak of the matter."""
        return sum(map(len, spoken(self.text))) or len(self.text)

    @cached_property
    def share(self) -> float:
        """How much of what was typed was the everyday word."""
        typed = self.matter - len(self.core) + len(self.word)
        return min(1.0, len(self.word) / max(1, typed))

    @cached_property
    def core(self) -> str:
        """The city's word alone."""
        return plain(self.means)

    @cached_property
    def core_pairs(self) -> frozenset[str]:
        return frozenset(pairs(self.core))


@dataclass(frozen=True)
class Said:
    """A sentence ready for comparing: ``variants[0]`` is what was typed."""

    text: str
    variants: tuple[Variant, ...]
    sounds: tuple[tuple[str, ...], ...] = ()
    letters: str = ""
    words: tuple[str, ...] = ()
    short: str = field(default="")  # two to four characters: may be an abbreviation

    @cached_property
    def terms(self) -> dict[str, float]:
        """What to look up, each with how much it tells where it is found."""
        found: dict[str, float] = {}
        for n, variant in enumerate(self.variants):
            for pair in variant.pairs:
                found[pair] = max(found.get(pair, 0), 0.8 if n else 1.0)
        for way in self.sounds:
            found.update({f"~{one}": 0.6 for one in joined(way)})
        if len(self.letters) > 2:
            found.update({f"^{one}": 0.7 for one in initials(self.letters) if len(one) == 3})
        elif self.letters:
            found[f"^{self.letters}"] = 0.7
        found.update({f"w{word}": 1.0 for word in self.words})
        return found

    @property
    def singles(self) -> list[str]:
        """The characters an abbreviation must find all of; also a single character that is all that was typed."""
        return [f"1{c}" for c in dict.fromkeys(self.short)]


def understood(sentence: str, meanings: Mapping[str, tuple[str, ...]] | None = None) -> Said:
    """Read a sentence; ``meanings`` says for words what the city calls them."""
    said = plain(sentence[:MOST_TYPED])
    if not said:
        return Said("", ())
    signs = chinese(said)
    letters = said if said.isascii() and said.isalpha() else ""
    sounds = spelled(letters) if letters else []
    if signs:
        core = "".join(spoken(said)) or said
        sounds = [syllables(chinese(core))]
    short = signs if len(signs) == len(said) and (len(signs) in _SHORT or len(said) == 1) else ""
    alone = letters if letters and (len(letters) <= _LETTERS_ALONE or not sounds) else ""
    variants = _variants(said, meanings or {}, sounds if letters else [])
    return Said(said, tuple(variants), tuple(sounds), alone, tuple(words(sentence)), short)


def _variants(said: str, meanings: Mapping[str, tuple[str, ...]], spelled: list[tuple[str, ...]]) -> list[Variant]:
    """What was typed, then with each word the city has another word for, the longest words first.

    Who types letters may spell such a word (dibao: 低保).
    """
    if spelled:
        known = [word for word in meanings if syllables(word) in spelled]
        other = [Variant(plain(means), word, means) for word in known for means in meanings[word]]
        return [Variant(said), *other][:_MOST_VARIANTS]
    found, taken = [Variant(said)], ""
    for word in sorted((w for w in _pieces(said) if w in meanings), key=lambda w: (-len(w), w)):
        if word in taken:
            continue  # 开奶茶店 speaks for itself: 奶茶店 within it adds nothing
        taken += f"|{word}"
        for means in meanings[word]:
            found.append(Variant(said.replace(word, plain(means)), word, means))
    return found[:_MOST_VARIANTS]


def _pieces(said: str) -> set[str]:
    return {said[a:b] for a in range(len(said)) for b in range(a + 2, min(len(said), a + 40) + 1)}
