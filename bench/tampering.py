"""`python -m bench.tampering`: twelve ways of touching the record, and what the next round says of each."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from bench.evidence import standing, witnessed, write


def fresh() -> None:
    """An empty ledger with the guards of this release."""
    from importlib import import_module

    from django.db import connection, transaction

    order = import_module("tongban.registers.ledger.migrations.0001_facts").ORDER
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("truncate ledger_fact, ledger_chain, ledger_salt")
        cursor.execute(order.replace("create function", "create or replace function").replace("%", "%%"))


def one(kind: str, folder: Path) -> tuple[float, list[str]]:
    """How long the round took that followed, and what it told."""
    from django.db import transaction

    from tongban.registers.ledger import log, sealing
    from tongban.registers.ledger.cosigning import cosign
    from tongban.registers.ledger.tests import tampering

    fresh()
    with witnessed(folder):
        write(40, 10)
        sealing.seal()
        cosign()
        earlier = Path(shutil.copytree(log.ours().folder, folder / "earlier"))
        write(3, 1, "other/")
        if tampering.found():
            raise AssertionError("something was found before anything was touched")
        scene = tampering.Scene("case/1", log.ours().folder, earlier, lambda subject: write(1, 1, "more/"))
        with transaction.atomic():
            tampering.KINDS[kind](scene)
        began = time.perf_counter()
        told = tampering.found()
        return time.perf_counter() - began, told


def main() -> int:
    """0 when each of the twelve was found."""
    with standing():
        from tongban.registers.ledger.tests.tampering import KINDS

        missed = 0
        for number, kind in enumerate(KINDS, 1):
            with tempfile.TemporaryDirectory() as folder:
                took, told = one(kind, Path(folder))
                missed += not told
                print(f"{number:>2}. {kind:<30} {'FOUND' if told else 'MISSED'}  round of {took:.2f} s")
                for line in told[:2]:
                    print(f"      {line}")
    print(f"{12 - missed} of 12 found, each in the next round (rounds every 10 s and 30 s).")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
