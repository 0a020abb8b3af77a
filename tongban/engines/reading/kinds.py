"""Which document a page is, and what it says: patterns as data, one way of looking for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tongban.engines.reading.boxes import Line, squeezed

DATA = Path(__file__).parent / "data" / "kinds.yaml"
TYPES = ("name", "person", "address", "text", "date", "until", "credit-code", "id-number", "food-licence", "number")


class BadKinds(ValueError):
    """The patterns themselves are not in order."""


@dataclass(frozen=True)
class Field:
    """One thing a document says: its name, its type, and the labels it stands behind."""

    code: str
    title: str
    type: str
    after: tuple[str, ...]
    anywhere: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of document (材料种类): the words that give it away and the fields that can be read."""

    code: str
    title: str
    words: Mapping[str, int]
    least: int
    fields: Mapping[str, Field]
    stops: tuple[str, ...]

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """Every label with the field it begins ("" for one that only ends), the longest first."""
        known = [(label, f.code) for f in self.fields.values() for label in f.after] + [(s, "") for s in self.stops]
        return tuple(sorted(known, key=lambda pair: -len(pair[0])))


@dataclass(frozen=True)
class Guess:
    """The kind a document seems to be, and how much speaks for it and for the next best."""

    kind: Kind | None
    weight: int
    next: int = 0


def _read(code: str, said: Mapping[str, Any]) -> Kind:
    fields = {}
    for name, one in said["fields"].items():
        if one["type"] not in TYPES or set(one) - {"title", "type", "after", "anywhere"}:
            raise BadKinds(f"{code}.{name}: {one}")
        after = tuple(squeezed(label) for label in one.get("after", ()))
        fields[name] = Field(name, one["title"], one["type"], after, bool(one.get("anywhere")))
    words = {squeezed(word): int(weight) for word, weight in said["words"].items()}
    return Kind(code, said["title"], words, int(said["least"]), fields, tuple(map(squeezed, said.get("stops", ()))))


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind this release knows, by code."""
    return {code: _read(code, said) for code, said in yaml.safe_load(DATA.read_text("utf-8")).items()}


def recognise(lines: Sequence[Line]) -> Guess:
    """Which document these lines are of; none when too little speaks for any."""
    text = "\n".join(line.text for line in lines)
    weighed = sorted(((_weight(kind, text), kind.code) for kind in kinds().values()), reverse=True)
    (most, code), (second, _) = weighed[0], weighed[1]
    kind = kinds()[code]
    return Guess(kind if most >= kind.least and most > second else None, most, second)


def _weight(kind: Kind, text: str) -> int:
    """The weights of the words that stand there; a long one may have one character misread."""
    there = (w for word, w in kind.words.items() if word in text or (len(word) >= 5 and _nearly(word, text)))
    return sum(there)


def _nearly(word: str, text: str) -> bool:
    for i in range(len(text) - len(word) + 1):
        wrong = 0
        for a, b in zip(word, text[i : i + len(word)], strict=True):
            wrong += a != b
            if wrong > 1:
                break
        else:
            return True
    return False
