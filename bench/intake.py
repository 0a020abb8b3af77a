"""`python -m bench.intake`: how long a window takes an application of three documents in by the keyboard alone.

A browser presses the keys as fast as the pages answer: what is measured is what a practised clerk waits for, not how
fast he types. `--house URL` walks in a house that stands already.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from bench.house import House
from bench.machine import RESULTS, circumstances
from tools.chromium import chromium

PAPERS, MOST_SECONDS, ROUNDS = 3, 90, 3


def main() -> int:
    """0 when every intake had its three documents and was done within ninety seconds."""
    chosen = _arguments()
    said: dict[str, Any] = {"machine": circumstances(("django", "granian", "playwright"))}
    with _house(chosen.house) as address:
        rounds = _walked(address, chosen.rounds)
    seconds = [round(one["seconds"], 1) for one in rounds]
    said |= {
        "papers": PAPERS, "most_seconds": MOST_SECONDS, "rounds": rounds, "median": median(seconds),
        "slowest": max(seconds),
    }  # fmt: skip
    said["wrong"] = [f"{one['number']}: {one['papers']} documents" for one in rounds if one["papers"] != PAPERS]
    said["wrong"] += [f"{one['number']}: {one['seconds']} s" for one in rounds if one["seconds"] > MOST_SECONDS]
    (RESULTS / "intake.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    print(f"{PAPERS} documents taken in by keyboard alone: median {said['median']} s, slowest {said['slowest']} s")
    for sentence in said["wrong"]:
        print(f"  WRONG: {sentence}")
    return 1 if said["wrong"] else 0


def _walked(address: str, rounds: int) -> list[dict[str, Any]]:
    import django

    django.setup()
    from tests.walk.taking import take_in

    found = []
    with chromium() as browser:
        for _ in range(rounds):
            taken = take_in(browser, address)
            found.append({"number": taken.number, "papers": taken.papers, "seconds": round(taken.seconds, 1)})
            taken.page.context.close()
    return found


@contextmanager
def _house(given: str) -> Iterator[str]:
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="intake-") as home:
        house = House(Path(home), more={"TONGBAN_GRACE": "0"})
        house.open()
        try:
            yield f"http://127.0.0.1:{house.port}"
        finally:
            house.close()


def _arguments() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rounds", type=int, default=ROUNDS)
    words.add_argument("--house", default="", help="the address of a house with the demo city, TONGBAN_GRACE=0")
    return words.parse_args()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.site.settings")
    os.environ.setdefault("TONGBAN_DEMO", "1")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    sys.exit(main())
