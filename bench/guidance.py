"""`python -m bench.guidance`: everyday sentences to item and situation, by guidance and by plain search of names."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.site.settings")
django.setup()

from bench import machine  # noqa: E402
from tongban.engines.guidance import Entry, Lexicon, normal  # noqa: E402
from tongban.registers.catalogue import folder, meaning, package_folder, searching  # noqa: E402
from tongban.registers.catalogue.kinds import Definition, Package  # noqa: E402
from tongban.registers.catalogue.kinds.situated import heard  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
PHRASES = ROOT / "bench" / "guidance_phrases.tsv"


@dataclass(frozen=True)
class Phrase:
    """What somebody says, the item he means, and the options his words state ("question=number", …)."""

    said: str
    items: tuple[str, ...]  # any of them is right: an item, or the package that contains it
    situation: dict[str, int]


def phrases() -> list[Phrase]:
    found = []
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            said, items, situation = [*line.split("\t"), ""][:3]
            pairs = (one.split("=") for one in situation.split(",") if one)
            found.append(Phrase(said, tuple(items.split("|")), {code: int(n) for code, n in pairs}))
    return found


def catalogue() -> dict[str, Definition | Package]:
    """Every item and package of the folders, as publication describes them to search."""
    found: dict[str, Definition | Package] = {}
    for path in folder.folders([ROOT / "items"]):
        one = folder.load(path)
        found[one.code] = one
    for path in package_folder.package_folders([ROOT / "items"]):
        package = package_folder.load(path)
        found[package.code] = package
    return found


def guided(items: dict[str, Definition | Package]) -> Callable[[str], list[str]]:
    book = Lexicon(tuple(
        Entry(code, meaning.names(searching.words(one), searching.text(one)), tuple(searching.situation_words(one)))
        for code, one in items.items()
    ))  # fmt: skip
    return lambda said: [hit.key for hit in book.find(said)]


def plain(items: dict[str, Definition | Package]) -> Callable[[str], list[str]]:
    """The search box: its five ranks, read from `catalogue.queries._ranked`."""
    names = {code: searching.words(one) for code, one in items.items()}
    texts = {code: searching.text(one) for code, one in items.items()}

    def rank(code: str, wanted: str) -> int:
        if wanted in names[code]:
            return 1
        if texts[code].startswith(wanted) or f"\n{wanted}" in texts[code]:
            return 2
        if wanted in texts[code]:
            return 3
        return 4 if any(len(name) > 1 and name in wanted for name in names[code]) else 9

    def find(said: str) -> list[str]:
        wanted = normal(said)
        ranked = sorted((rank(code, wanted), code) for code in items)
        return [code for place, code in ranked if place < 9]

    return find


def measure() -> dict[str, object]:
    items, asked = catalogue(), phrases()
    rows: dict[str, object] = {"phrases": len(asked), "items": len(items)}
    for name, find in (("guidance", guided(items)), ("plain search", plain(items))):
        begun = time.perf_counter()
        found = [find(one.said) for one in asked]
        spent = time.perf_counter() - begun
        hit = [[set(one.items) & set(codes[:n]) for one, codes in zip(asked, found, strict=True)] for n in (1, 3)]
        rows[name] = {
            "hit@1": sum(map(bool, hit[0])), "hit@3": sum(map(bool, hit[1])), "nothing": sum(not one for one in found),
            "ms_per_phrase": round(spent / len(asked) * 1000, 2),
            "missed": [one.said for one, ok in zip(asked, hit[0], strict=True) if not ok],
        }  # fmt: skip
    situated = [one for one in asked if one.situation]
    right = 0
    for one in situated:
        item = items[one.items[0]]
        assert isinstance(item, Definition), one
        told = {h.situation.code: h.option for h in heard(item, one.said)}
        right += told == one.situation
    rows["situation"] = {"phrases": len(situated), "exactly right": right}
    return rows


def main() -> int:
    rows = measure()
    for name, value in rows.items():
        print(f"{name}: {value}")
    said = machine.circumstances()
    print(f"{said['processor']}, {said['processors']} processors, load {said['load_before']}, commit {said['commit']}")
    machine.keep("guidance.json", "phrases", rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
