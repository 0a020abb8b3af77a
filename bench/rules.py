"""Rules against their peers, in one run on one machine: one decision at a time, and a whole population.

    pip install duckdb sqlglot pyyaml; pip install pySFeel bkflow-feel zen-engine polars openfisca-core   # the peers
    python bench/rules.py                 # everything at 1 million people
    python bench/rules.py --growth        # 1, 10 and 25 million people, and 200 policies at 25 million

Each contestant runs in a process of its own, so that its memory is its own. Peers that are not installed are left out.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "bench"))
DAY = dt.date(2026, 1, 1)


# -- one decision at a time -------------------------------------------------------------------------------------------
FACTS = {"area": 320, "credit": "good", "age": 70, "hukou": "本地"}
CONDITION = 'area > 200 and credit = "good"'
ROWS = [[">= 100", '"本地"', 600], ["[90..100)", '"本地"', 350], ["[80..90)", '"本地"', 180],
        ["[70..80)", '"本地"', 150], ["[65..70)", '"本地"', 75], ["-", "-", 0]]


def ours_condition() -> Callable[[], object]:
    from tongban.engines.rules import parse
    rule = parse(CONDITION)
    return lambda: rule.holds(FACTS)


def ours_table() -> Callable[[], object]:
    from tongban.engines.rules import Table
    table = Table.of({"inputs": ["age", "hukou"], "outputs": ["amount"], "hit": "first", "rules": ROWS})
    return lambda: table.value(FACTS)


def pysfeel_condition() -> Callable[[], object]:
    import pySFeel
    parser = pySFeel.SFeelParser()

    def once() -> object:
        parser.sFeelParse("area <- 320")
        parser.sFeelParse('credit <- "good"')
        return parser.sFeelParse('(area > 200) and (credit = "good")')
    return once


def pysfeel_expression_alone() -> Callable[[], object]:
    import pySFeel
    parser = pySFeel.SFeelParser()
    parser.sFeelParse("area <- 320")
    parser.sFeelParse('credit <- "good"')
    return lambda: parser.sFeelParse('(area > 200) and (credit = "good")')


def bkflow_condition() -> Callable[[], object]:
    from bkflow_feel.api import parse_expression
    return lambda: parse_expression(CONDITION, FACTS)


def zen_condition() -> Callable[[], object]:
    import zen
    rule = zen.compile_expression('area > 200 and credit == "good"')
    return lambda: rule.evaluate(FACTS)


def zen_table() -> Callable[[], object]:
    import zen
    rows = [{"_id": str(number), "a": str(row[0]).replace("-", "", 1) if row[0] == "-" else str(row[0]),
             "h": "" if row[1] == "-" else str(row[1]), "o": str(row[2])} for number, row in enumerate(ROWS)]
    content = {"hitPolicy": "first", "rules": rows,
               "inputs": [{"id": "a", "name": "a", "field": "age"}, {"id": "h", "name": "h", "field": "hukou"}],
               "outputs": [{"id": "o", "name": "o", "field": "amount"}]}
    graph = {"contentType": "application/vnd.gorules.decision", "nodes": [
        {"id": "i", "type": "inputNode", "name": "in"},
        {"id": "t", "type": "decisionTableNode", "name": "t", "content": content},
        {"id": "x", "type": "outputNode", "name": "out"}], "edges": [
        {"id": "1", "type": "edge", "sourceId": "i", "targetId": "t"},
        {"id": "2", "type": "edge", "sourceId": "t", "targetId": "x"}]}
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    return lambda: decision.evaluate(FACTS)


SINGLE = {"condition": [("Tongban", ours_condition), ("pySFeel (facts and expression)", pysfeel_condition),
                        ("pySFeel (expression alone)", pysfeel_expression_alone),
                        ("bkflow-feel", bkflow_condition), ("zen-engine (not FEEL)", zen_condition)],
          "decision table": [("Tongban", ours_table), ("zen-engine (not FEEL)", zen_table)]}


def rate(once: Callable[[], object]) -> float:
    """Decisions a second: the median of nine slices."""
    once()
    found = []
    for _ in range(9):
        begun, count = time.perf_counter(), 0
        while time.perf_counter() - begun < 0.15:
            for _ in range(20):
                once()
            count += 20
        found.append(count / (time.perf_counter() - begun))
    return statistics.median(found)


def singles() -> None:
    for what, contestants in SINGLE.items():
        print(f"\n{what}, decisions/s (median of 9)")
        first = 0.0
        for name, make in contestants:
            try:
                found = rate(make())
            except ImportError:
                print(f"  {name:34} not installed")
                continue
            first = first or found
            print(f"  {name:34} {found:12,.0f}   {first / found:8.1f}×")


# -- a whole population -----------------------------------------------------------------------------------------------
CONTESTANTS = ("duckdb_ours", "duckdb_by_hand", "polars_by_hand", "openfisca")


def measured(name: str, people: Path, policies: int, runs: int) -> dict | None:
    """One contestant in its own process."""
    command = [sys.executable, __file__, "--one", name, "--people", str(people), "--policies", str(policies),
               "--runs", str(runs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 3:
        return None
    if done.returncode:
        raise SystemExit(done.stderr)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def one(name: str, people: Path, policies: int, runs: int) -> None:
    population = importlib.import_module("population")
    try:
        once = getattr(population, name)(people, policies, DAY)
    except ImportError:
        raise SystemExit(3) from None
    times, work, rows = [], [], 0
    for _ in range(runs):
        begun, busy = time.perf_counter(), time.process_time()
        rows = once()
        times.append(time.perf_counter() - begun)
        work.append(time.process_time() - busy)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": statistics.median(times), "cpu": statistics.median(work), "rows": rows, "mb": memory}))


def populations(sizes: list[tuple[int, int, int, tuple[str, ...]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for millions, policies, runs, names in sizes:
            people = Path(folder) / f"people-{millions}.parquet"
            if not people.exists():
                # in a process of its own: a child's peak memory starts from its parent's
                subprocess.run([sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'bench')!r}); "
                                f"from population import *; write_people(Path({str(people)!r}), {millions}_000_000)"],
                               check=True)
            print(f"\n{millions} million people × {policies} policies, every match written (median of {runs})")
            for name in names:
                found = measured(name, people, policies, runs)
                if found is None:
                    print(f"  {name:20} not installed")
                    continue
                speed = millions * policies / found["seconds"]
                print(f"  {name:20} {found['seconds']:8.2f} s (cpu {found['cpu']:.2f} s) {speed:8.1f} M row·policy/s "
                      f"{found['rows']:13,} matches {found['mb']:8.0f} MB", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--growth", action="store_true")
    options.add_argument("--one", default="")
    options.add_argument("--people", type=Path)
    options.add_argument("--policies", type=int, default=10)
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    if chosen.one:
        one(chosen.one, chosen.people, chosen.policies, chosen.runs)
        return
    if chosen.growth:
        pair = CONTESTANTS[:2]
        populations([(1, 10, 5, pair), (10, 10, 3, pair), (25, 10, 3, pair), (25, 200, 1, pair)])
        return
    singles()
    populations([(1, 10, 7, CONTESTANTS)])


if __name__ == "__main__":
    main()
