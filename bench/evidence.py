"""`python -m bench.evidence`: what sealing, proving and comparing cost, in a house of its own that is thrown away."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

RESULT = Path(__file__).parent / "results" / "evidence.json"


@contextmanager
def standing() -> Iterator[Path]:
    """An empty house with a real witness over a real connection."""
    home = Path(tempfile.mkdtemp(prefix="tongban-evidence-", dir="/var/tmp"))
    home.chmod(0o755)
    os.environ |= {"TONGBAN_HOME": str(home), "TONGBAN_DEMO": "1", "TONGBAN_STATIC": "plain"}
    for name in ("DATABASE_URL", "TONGBAN_WITNESSES", "TONGBAN_LOG_HOME", "TONGBAN_SEAL_HOME"):
        os.environ.pop(name, None)
    from tongban.site import ground

    try:
        with ground.standing():
            ground.migrate()
            yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def witnessed(home: Path) -> Iterator[None]:
    """A log below ``home``, and somebody who cosigns it."""
    from django.conf import settings

    from tongban.registers.ledger import log
    from tongban.registers.ledger.witness import Witness, server

    settings.TONGBAN = replace(settings.TONGBAN, log_home=home / "log", seal_home=home / "seal", witnesses=())
    keeper = Witness(home / "witness", "bench/witness", [log.signer().verifier])
    http = server(keeper, "127.0.0.1", 0)
    threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
    address = f"{keeper.signer.verifier}@http://127.0.0.1:{http.server_address[1]}"
    settings.TONGBAN = replace(settings.TONGBAN, witnesses=(address,))
    try:
        yield
    finally:
        http.shutdown()
        http.server_close()


def write(count: int, subjects: int, first: str = "case/") -> None:
    """Facts as verbs write them, without what follows from them."""
    from django.db import connection, transaction

    from tongban.kernel import time as clock
    from tongban.registers.ledger.actions import rfc8785

    with transaction.atomic(), connection.cursor() as cursor:
        for number in range(count):
            subject, at = f"{first}{number % subjects}", clock.now()
            content: dict[str, Any] = {
                "actor": {"kind": "official", "id": "7", "name": "周济"}, "at": at.isoformat(),
                "body": {"words": str(number // subjects)}, "kind": "bench.Noted", "subject": subject,
            }  # fmt: skip
            line = rfc8785.dumps(content).decode()
            cursor.execute(
                "select ledger_append(%s, %s, %s, %s, %s)", [subject, "bench.Noted", at, "official/7", line]
            )


def timed(work: Any) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure(count: int) -> dict[str, Any]:
    from tongban.engines.evidence import tree
    from tongban.registers.ledger import log, queries, sealing
    from tongban.registers.ledger.cosigning import cosign
    from tongban.registers.ledger.models import FactRow

    writing = timed(lambda: write(count, count // 10))
    placing = timed(sealing.put_in_order)
    all_at_once = timed(sealing.seal)
    cosigning = timed(cosign)
    small = []
    for turn in range(10):
        write(100, 10, f"later-{turn}/")
        small.append(timed(sealing.seal))
    cosign()
    comparing = timed(lambda: list(queries.breaches()))
    seqs = list(FactRow.objects.values_list("seq", flat=True)[:: max(1, count // 200)])
    proofs: list[str] = []
    proving = timed(lambda: proofs.extend(queries.receipt(seq) for seq in seqs))
    checking = timed(lambda: [queries.examine_ours(one) for one in proofs])
    book = log.ours()
    size = book.head().size
    kept = sum(one.stat().st_size for one in book.folder.rglob("*") if one.is_file())
    return {
        "facts": size, "write ms per 1,000": writing / count * 1e6, "place ms per 1,000": placing / count * 1e6,
        "seal ms per 1,000, all at once": all_at_once / count * 1e6,
        "seal ms per round of 100": sorted(small)[5] * 1e3, "cosign ms": cosigning * 1e3,
        "compare ms per 1,000": comparing / size * 1e6, "prove ms": proving / len(seqs) * 1e3,
        "check ms": checking / len(seqs) * 1e3, "receipt bytes": max(len(one.encode()) for one in proofs),
        "hashes in a proof": len(tree.inclusion(book.node, 0, size)), "log bytes per fact": kept / size,
    }  # fmt: skip


def main() -> int:
    count = int(sys.argv[sys.argv.index("--facts") + 1]) if "--facts" in sys.argv else 20_000
    with standing() as home, witnessed(home):
        found = {name: round(value, 2) for name, value in measure(count).items()}
    RESULT.write_text(json.dumps(found, indent=1) + "\n")
    for name, value in found.items():
        print(f"{name:>34}  {value:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
