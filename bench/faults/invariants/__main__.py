"""`python -m bench.faults.invariants --home DIR`: every promise on one installation; 1 when one broke."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg

from bench.faults.invariants import Held, Looked
from bench.faults.invariants.dates import dates_are_reckoned
from bench.faults.invariants.deciding import decided_by_enough
from bench.faults.invariants.files import files_are_there
from bench.faults.invariants.keys import acknowledged_once, numbers_once, one_effect_per_key
from bench.faults.invariants.lives import state_is_the_fold
from bench.faults.invariants.owed import nothing_stuck, reactions_once
from bench.faults.invariants.record import chains_are_whole
from bench.faults.invariants.telling import told_once

PROMISES: tuple[Callable[[Looked], Held], ...] = (
    acknowledged_once, one_effect_per_key, chains_are_whole, state_is_the_fold, reactions_once, told_once,
    numbers_once, files_are_there, dates_are_reckoned, decided_by_enough, nothing_stuck,
)  # fmt: skip


NOW = "select now(), (select coalesce(max(seconds), 0) from kernel_clockshift), (select max(at) from ledger_fact)"


@contextmanager
def looking(home: Path, url: str = "", since: int = 0) -> Iterator[Looked]:
    """One snapshot of the installation in ``home``; its embedded database is started for it when it does not run."""
    if url:
        with _snapshot(home, url, since, closed=False) as looked:
            yield looked
        return
    from tongban.site.postgres import Cluster, running

    closed = not Cluster.at(home).alive()
    with running(home) as cluster, _snapshot(home, cluster.url(), since, closed=closed) as looked:
        yield looked


@contextmanager
def _snapshot(home: Path, url: str, since: int, *, closed: bool) -> Iterator[Looked]:
    with psycopg.connect(url, connect_timeout=10) as link:
        link.execute("set transaction isolation level repeatable read, read only")
        now, shift, last = link.execute(NOW).fetchone() or (None, 0, None)
        yield Looked(link, home, last if closed and last else now + timedelta(seconds=shift), since, closed)


def judged(home: Path, url: str = "", since: int = 0) -> list[Held]:
    """Every promise, one after the other, on the same snapshot."""
    with looking(home, url, since) as looked:
        return [promise(looked) for promise in PROMISES]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.faults.invariants", description=__doc__)
    parser.add_argument("--home", type=Path, default=Path(os.environ.get("TONGBAN_HOME") or "var"))
    parser.add_argument("--url", default=os.environ.get("DATABASE_URL", ""), help="a database that is not the home's")
    parser.add_argument("--since", type=int, default=0, help="judge what is owed only from this fact on: an upgrade")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found = judged(chosen.home, chosen.url, chosen.since)
    for held in found:
        print(json.dumps(held.told, ensure_ascii=False) if chosen.json else held.line)
    return 1 if any(held.wrong for held in found) else 0


if __name__ == "__main__":
    sys.exit(main())
