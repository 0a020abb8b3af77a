"""The exchange tables of Lanting's history, out and in again: every value the same, every row fitting its table.

    python -m bench.tables [CASES] [--only xml]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

CASES = 300


def main() -> int:
    """0 when nothing was lost or changed on the way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=int, nargs="?", default=CASES)
    parser.add_argument("--only", choices=("csv", "jsonl", "xml"), help="in this form, otherwise in each")
    chosen = parser.parse_args()
    cases = chosen.cases
    with tempfile.TemporaryDirectory(prefix="tongban-tables-") as home:
        for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
            os.environ.pop(name, None)
        os.environ |= {"TONGBAN_HOME": home, "TONGBAN_DEMO": "1", "TONGBAN_STATIC": "plain"}
        from tongban.site import ground

        with ground.standing():
            ground.migrate()
            from tongban.site import demo

            began = time.monotonic()
            demo.load(cases=cases)
            print(f"history of {cases} cases: {time.monotonic() - began:.0f} s", flush=True)
            forms = [chosen.only] if chosen.only else ["csv", "jsonl", "xml"]
            return max(_there_and_back(Path(home) / form, form) for form in forms)


def _there_and_back(folder: Path, form: Any) -> int:
    from tongban.engines import tables
    from tongban.kernel.actor import Actor
    from tongban.watch.reporting import actions, kinds, queries

    system, began = Actor.system("bench"), time.monotonic()
    sent = actions.hand_over(system, 0, identities="full", reason="round trip of the demo city")
    folder.mkdir()
    for name, text in kinds.files(sent, form).items():
        (folder / name).write_bytes(text.encode())
    left = time.monotonic()
    read, wrong = queries.looked_into(folder)
    receipt = actions.take_in(system, read, f"bench {form}")
    came = time.monotonic()
    differing, values = 0, 0
    for name, rows in sent.rows.items():
        full = [_full(tables.table(name), row) for row in rows]
        back = [_full(tables.table(name), row) for row in queries.received(name, f"bench {form}")]
        there, here = ({_key(name, row): row for row in found} for found in (full, back))
        values += sum(len(row) for row in full)
        differing += sum(1 for key in {*there, *here} if there.get(key) != here.get(key))
        print(f"  {name:26} {len(rows):6} rows")
    print(
        f"{form}: out {left - began:.1f} s, in {came - left:.1f} s: {sent.count} rows, {values} values; "
        f"{len(wrong)} do not fit, {receipt.refused_rows} refused, {differing} rows differ"
    )
    return 1 if wrong or receipt.refused or differing else 0


def _full(table: Any, row: Any) -> dict[str, str]:
    return {column.name: row.get(column.name, "") for column in table.columns}


def _key(name: str, row: Any) -> tuple[str, ...]:
    from tongban.engines import tables

    return tables.table(name).identity(row)


if __name__ == "__main__":
    sys.exit(main())
