"""`python -m bench.canaries [--keep]`: three of them live in a city of their own; then everything is searched for them.

Searched: a plain dump of the database, every stored file, the logs, the database's own too, the e-mails that went out,
and what is shown to people who have no business with them, exports and addresses included.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.canaries.spelling import searched

PAGES = (
    "/", "/services/", "/my/", "/my/cases/", "/my/cases/{number}/", "/desk/", "/desk/table/", "/desk/?q={number}",
    "/desk/cases/{number}/", "/office/", "/office/ledger/", "/office/figures/", "/track/?number={number}",
    "/office/inventory/export/", "/my/data/", "/my/data/copy/", "/my/code/", "/desk/licences/", "/desk/credit/",
)  # fmt: skip
STRANGERS = ("", "linwan", "LT0101", "LT2011", "LT2012")
"""Nobody, another citizen, a department that has nothing to do with it, two of the administrators."""


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.canaries", description=__doc__)
    asked.add_argument("--keep", action="store_true", help="keep the result in bench/results")
    said = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="canaries-") as home:
        os.environ |= {"TONGBAN_HOME": home, "TONGBAN_DEMO": "1", "TONGBAN_DEMO_CASES": "0", "TONGBAN_STATIC": "plain"}
        os.environ.pop("DATABASE_URL", None)
        from tongban.site import ground

        with ground.standing():
            rows = _lives(Path(home))
    for name, value in rows.items():
        print(f"{name:24}{value}")
    if said.keep:
        from bench.machine import keep

        keep("canaries.json", "canaries", rows)
    return bool(rows["found"])


def _lives(home: Path) -> dict[str, Any]:
    from tongban.site import demo, ground

    ground.migrate()
    demo.load(cases=0)
    from bench.canaries.life import Canary, lived, posted

    birds, begun = [Canary(n) for n in range(3)], time.monotonic()
    with posted(home) as post:
        numbers = [str(lived(bird, post).number) for bird in birds]
    words = {f"{bird.account} {name}": word for bird in birds for name, word in bird.words.items()}
    found, searched_bytes, parts = [], 0, 0
    named = {name: word for name, word in words.items() if not name.endswith("mailbox")}
    for where, text in (*_kept(home), *_shown(numbers), *_mailed(post)):
        parts, searched_bytes = parts + 1, searched_bytes + len(text)
        found += [f"{where}: {what}" for what in searched(text, named if where.startswith("mail ") else words)]
    return {
        "canaries": len(birds), "places": parts, "megabytes": round(searched_bytes / 2**20, 1),
        "seconds": round(time.monotonic() - begun), "found": found,
    }  # fmt: skip


def _kept(home: Path) -> Iterator[tuple[str, bytes]]:
    from tongban.site.postgres import Cluster

    cluster = Cluster.at(home)
    # Only the data: how the tables are made says nothing about anybody.
    dump = subprocess.run(
        [str(cluster.bin / "pg_dump"), "--data-only", "--inserts", cluster.url()], capture_output=True, check=True
    )
    yield "dump", dump.stdout
    for top in ("files", "quarantine", "log", "logs"):
        for path in sorted((home / top).rglob("*")):
            if path.is_file():
                yield str(path.relative_to(home)), path.read_bytes()
    for path in home.glob("*.log"):  # the database's own
        yield path.name, path.read_bytes()


def _mailed(post: Any) -> Iterator[tuple[str, bytes]]:
    """What the mail server was told: to whom is the addressee's own, the rest says nothing about her."""
    for mail in post.mails():
        yield f"mail {mail['subject']}", str(mail).encode()


def _shown(numbers: list[str]) -> Iterator[tuple[str, bytes]]:
    from django.test import Client

    from tongban.registers.identity import queries as identity

    for who in STRANGERS:
        client = Client(raise_request_exception=False)
        if who:
            account = identity.account_by_name(who)
            assert account is not None, who
            client.force_login(account)
        for address in PAGES:
            for number in numbers if "{number}" in address else numbers[:1]:
                answer = client.get(address.format(number=number))
                said = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
                yield f"{who or 'nobody'} {address}", said.encode() + b"".join(answer)


if __name__ == "__main__":
    sys.exit(main())
