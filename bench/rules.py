"""Rules against their peers, in one run on one machine: one decision at a time, a whole population, other databases.

    python -m venv V; V/bin/pip install -r requirements/dev.lock
    V/bin/pip install pySFeel bkflow-feel zen-engine polars openfisca-core pyspark     # the peers; Spark needs Java
    V/bin/python -m bench.rules              # one decision, and 1 million people × 10 policies
    V/bin/python -m bench.rules --growth     # 1, 10 and 25 million people, and 200 policies at 25 million
    V/bin/python -m bench.rules --spark      # PostgreSQL's and Spark's rows held to DuckDB's, row by row

Each contestant runs in a process of its own, so that its memory is its own; contestants take turns. Peers that are not
installed are left out. Every part goes into bench/results/rules.json; `python -m bench.report` makes the tables.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from bench import population
from bench.decisions import decisions
from bench.machine import ROOT, keep

CONTESTANTS = ("duckdb_ours", "duckdb_by_hand", "polars_by_hand", "openfisca_written", "openfisca_values")
FILE = "rules.json"
PEERS = ("duckdb", "sqlglot", "polars", "openfisca-core", "pysfeel", "bkflow-feel", "zen-engine", "pyspark")


def one(name: str, people: Path, target: Path, policies: int, runs: int) -> None:
    """One contestant's turn, in this process."""
    try:
        once = getattr(population, name)(people, target, policies)
    except ImportError:
        raise SystemExit(3) from None
    if runs > 1:
        once()                  # the first run reads libraries and files into memory
    times, work = [], []
    for _ in range(runs):
        begun, busy = time.perf_counter(), time.process_time()
        once()
        times.append(time.perf_counter() - begun)
        work.append(time.process_time() - busy)
    print(json.dumps({"seconds": times, "cpu": work, "mb": _peak()}))


def _peak() -> float:
    """This program's own peak memory in MB; getrusage would begin with that of the process that started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM:"))) / 1024


def turn(name: str, people: Path, target: Path, policies: int, runs: int) -> dict[str, Any] | None:
    command = [sys.executable, "-m", "bench.rules", "--one", name, "--people", str(people), "--target", str(target),
               "--policies", str(policies), "--runs", str(runs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode == 3:
        return None
    if done.returncode:
        raise SystemExit(done.stderr)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def matched(folder: Path, millions: int, policies: int, rounds: int, runs: int, names: tuple[str, ...]
            ) -> list[dict[str, Any]]:
    """One size of population: contestants take turns, then their rows are held against ours."""
    people = folder / f"people-{millions}.parquet"
    if not people.exists():     # in a process of its own: a child's peak memory starts from its parent's
        subprocess.run([sys.executable, "-c", f"from pathlib import Path; from bench.population import *; "
                        f"write_people(Path({str(people)!r}), {millions}_000_000)"], check=True, cwd=ROOT)
    turns: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in list(turns):
            found = turn(name, people, folder / f"{name}.parquet", policies, runs)
            if found is None:
                print(f"  {name:20} not installed")
                del turns[name]
            else:
                turns[name].append(found)
    rows = [_summed(name, found, millions, policies) for name, found in turns.items()]
    for row in rows:
        file, ours = folder / f"{row['contestant']}.parquet", folder / "duckdb_ours.parquet"
        row |= _summed_up(file, ours) if millions * policies > 10 else _held(file, ours)
        print(f"  {row['contestant']:20} {row['seconds']:8.3f} s (cpu {row['cpu']:.3f} s) {row['mb']:7.0f} MB "
              f"{row['matches'] or 0:13,} matches, equal to ours {row['equal']}", flush=True)
    for file in folder.glob("*_*.parquet"):
        file.unlink()
    return rows


def _summed(name: str, turns: list[dict[str, Any]], millions: int, policies: int) -> dict[str, Any]:
    seconds = statistics.median(time for one in turns for time in one["seconds"])
    return {"contestant": name, "millions": millions, "policies": policies, "seconds": round(seconds, 4),
            "cpu": round(statistics.median(time for one in turns for time in one["cpu"]), 4),
            "mb": round(max(one["mb"] for one in turns)), "runs": sum(len(one["seconds"]) for one in turns),
            "row_policies_per_second": round(millions * 1e6 * policies / seconds)}


def _summed_up(file: Path, ours: Path) -> dict[str, Any]:
    """Too many rows to hold side by side: per policy their number, their sum and the people's must be the same."""
    asked = "select policy::text, versions::text, count(*), sum(amount), sum(key::hugeint) from '{}' group by all"
    theirs, mine = (sorted(duckdb.sql(asked.format(one)).fetchall()) for one in (file, ours))
    count = sum(int(row[2]) for row in theirs)
    return {"matches": count, "equal": count if theirs == mine else 0}


def _held(file: Path, ours: Path) -> dict[str, Any]:
    """How many rows there are, and how many are the same as ours in person, policy, amount and versions."""
    if not file.exists():
        return {"matches": None, "equal": None}
    # texts on both sides: an ENUM of ours and somebody's strings are the same value
    same = "select key, policy::text, amount, versions::text from"
    found = duckdb.sql(f"select count(*) from ({same} '{file}' intersect all {same} '{ours}')").fetchall()[0]
    count = duckdb.sql(f"select count(*) from '{file}'").fetchall()[0][0]
    return {"matches": int(count), "equal": int(found[0])}


def populations(part: str, sizes: list[tuple[int, int, int, int, tuple[str, ...]]]) -> None:
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for millions, policies, rounds, runs, names in sizes:
            print(f"{millions} million people × {policies} policies, every match written", flush=True)
            found += matched(Path(folder), millions, policies, rounds, runs, names)
            keep(FILE, part, found, PEERS)      # a long measurement is not lost when its last part is stopped


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("growth", "spark", "decisions", "match"):
        options.add_argument(f"--{name}", action="store_true")
    options.add_argument("--one", default="", help=argparse.SUPPRESS)
    options.add_argument("--people", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--target", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--policies", type=int, default=10, help=argparse.SUPPRESS)
    options.add_argument("--runs", type=int, default=5, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        one(chosen.one, chosen.people, chosen.target, chosen.policies, chosen.runs)
        return 0
    every = not (chosen.growth or chosen.spark or chosen.decisions or chosen.match)
    if every or chosen.decisions:
        keep(FILE, "decisions", decisions(), PEERS)
    if every or chosen.match:
        populations("match", [(1, 10, 9, 5, CONTESTANTS)])
    if chosen.growth:
        pair = CONTESTANTS[:2]
        populations("growth", [(1, 10, 2, 3, pair), (10, 10, 2, 2, pair), (25, 10, 2, 2, pair), (25, 200, 1, 1, pair)])
    if chosen.spark:
        from bench.databases import databases
        keep(FILE, "databases", databases(), PEERS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
