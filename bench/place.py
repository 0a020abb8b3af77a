"""The place where figures are measured: Lanting with many more cases, kept between runs in bench/work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.house import FOREIGN, House
from bench.machine import ROOT

HOME = Path(os.environ.get("BENCH_HOME") or ROOT / "bench" / "work" / "home")
OPEN_SHARE = 0.03
HISTORY = 60  # cases lived through by verbs: what the others are copies of


def set_environment() -> None:
    """Before anything of Django is imported: our own home, never the caller's database."""
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ |= {
        "TONGBAN_HOME": str(HOME), "TONGBAN_DEMO": "1", "TONGBAN_DEMO_CASES": str(HISTORY), "TONGBAN_STATIC": "plain",
    }
    HOME.mkdir(parents=True, exist_ok=True)


def house() -> House:
    return House(HOME, HISTORY)


@contextmanager
def standing(cases: int, open_share: float = OPEN_SHARE) -> Iterator[dict[str, Any]]:
    """The database runs, Lanting stands, and there are ``cases`` cases; what was loaded is said.

    Of those that are copied ``open_share`` are still open.
    """
    from tongban.site import ground

    with ground.standing() as chosen:
        import psycopg

        from bench.city import grow
        from tongban.site import showcase
        from tongban.site.postgres import Cluster

        ground.migrate()
        if showcase.kind(chosen) == "half":  # an earlier run was interrupted
            showcase.wipe(chosen)
            ground.migrate()
        if showcase.kind(chosen) != "demo":
            print("founding Lanting …", flush=True)
            showcase.fill(chosen, lambda *_: None)
            _make_papers()
        with psycopg.connect(Cluster.at(chosen.home).url(), autocommit=True) as link:
            _quiet(link)
            yield {"loaded": grow(link, cases, open_share), "chains_checked": _checked(link)}


def _make_papers() -> None:
    """Nothing is owed when we begin: a paper that is missing would be missing in every copy."""
    from tongban.registers.ledger.sealing import put_in_order
    from tongban.registers.licences.jobs import make_papers as licences
    from tongban.work.cases.jobs import make_papers as notices

    for make in (notices, licences):
        for _ in range(200):
            if not make():
                break
    put_in_order()


def _quiet(link: Any) -> None:
    """What an earlier measurement left owed is settled with another's paper: no worker is busy while we measure."""
    link.execute("update cases_notice set paper = (select max(paper) from cases_notice) where paper = ''")
    link.execute("update inbox_sms set state = 'sent' where state = 'waiting'")


def _checked(link: Any) -> int:
    """Recompute the chains of some cases; raises `Tampered` when a copy were not as a verb would have written it."""
    from tongban.registers.ledger import queries

    rows = link.execute("select id::text from cases_case tablesample system (1) limit 50").fetchall()
    return sum(queries.verify_subject(f"case/{row[0]}") for row in rows)
