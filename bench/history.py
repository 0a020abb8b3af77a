"""What one case of Lanting's history costs: CPU seconds here and in the database, and statements.

    python -m bench.history [CASES] [--profile] [--statements]
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import re
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import Value
from pathlib import Path
from typing import Any

TICK = os.sysconf("SC_CLK_TCK")


class Meter:
    """CPU seconds of this process and of its database connection, and the statements it sent."""

    def __init__(self) -> None:
        self.sent: Counter[str] = Counter()
        self.begun = self._now()

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.sent[re.sub(r'\(.*?\) VALUES .*|SELECT .*? FROM ("\w+")', r"\1", sql)[:150]] += 1
        return execute(sql, params, many, context)

    def _now(self) -> tuple[float, float]:
        from django.db import connection

        own = resource.getrusage(resource.RUSAGE_SELF)
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            fields = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
        return own.ru_utime + own.ru_stime, (int(fields[11]) + int(fields[12])) / TICK

    def told(self, what: str, cases: int = 1) -> None:
        python, database = (now - before for now, before in zip(self._now(), self.begun, strict=True))
        print(
            f"{what}: {python / cases:.3f} s CPU here, {database / cases:.3f} s CPU in the database, "
            f"{sum(self.sent.values()) / cases:.0f} statements"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=int, nargs="?", default=40)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--statements", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tongban-history-") as home:
        os.environ |= {"TONGBAN_HOME": os.environ.get("BENCH_HOME") or home, "TONGBAN_DEMO": "1"}
        os.environ.pop("DATABASE_URL", None)
        from tongban.site import ground

        with ground.standing():
            ground.migrate()
            _measure(chosen)


def _measure(chosen: argparse.Namespace) -> None:
    from django.db import connection

    from tongban.kernel.time import now
    from tongban.site import demo
    from tongban.site.demo import history

    for what, work, cases in (
        ("founding", lambda: demo.load(cases=0), 1),
        ("one case", lambda: history.live_part(0, 1, chosen.cases, now(), Value("i", 0)), chosen.cases),
    ):
        profile, meter = cProfile.Profile(time.process_time), Meter()
        with connection.execute_wrapper(meter):
            if chosen.profile:
                profile.enable()
            work()
            profile.disable()
        meter.told(what, cases)
        if chosen.profile:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(110)
    if chosen.statements:
        for sql, times in meter.sent.most_common(60):
            print(f"{times / chosen.cases:8.1f}  {sql}")


if __name__ == "__main__":
    main()
