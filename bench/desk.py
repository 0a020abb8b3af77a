"""`python -m bench.desk`: five officials at one work list of 100,000 open cases; how long list, open and act take."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, Queue
from typing import Any

from bench.machine import RESULTS, ROOT, circumstances

os.environ.setdefault("BENCH_HOME", str(ROOT / "bench" / "work" / "desk"))  # a city whose cases are all still open

from bench import place
from bench.browser import Browser
from bench.load import middle
from bench.pages import CLERK, Page, count

OFFICIALS = 5
KEY = re.compile(r'name="key" value="(\w+)"')
BUDGET = {"list": 12, "open": 30}  # queries of a page
Times = dict[str, list[float]]


def main() -> int:
    """0 when every answer was right and every page within its budget of queries."""
    chosen = _arguments()
    place.set_environment()
    said: dict[str, Any] = {"machine": circumstances()}
    with place.standing(chosen.cases, open_share=1.0) as loaded:
        said |= loaded
        waiting = submitted(OFFICIALS * chosen.acts + 1)
        said["queries"] = {page.name: page.queries for page in _counted(waiting[-1])}
    house = place.house()
    house.open("--split")
    try:
        times, wrong = _work(house.port, waiting[:-1])
    finally:
        house.close()
    steps = [_told(name, taken) for name, taken in times.items()]
    said |= {"officials": OFFICIALS, "acts": chosen.acts, "steps": steps}
    said["wrong"] = wrong + [f"{k}: {n} queries" for k, n in said["queries"].items() if n > BUDGET[k]]
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "desk.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    for sentence in said["wrong"]:
        print(f"  WRONG: {sentence}")
    return 1 if said["wrong"] else 0


def submitted(wanted: int) -> list[str]:
    """Numbers of cases that were really handed in and wait at the window: of an item that no machine decides."""
    from tools import people

    return [str(people.submitted(people.FOOD).number) for _ in range(wanted)]


def _counted(number: str) -> list[Page]:
    pages = [Page("list", "/desk/", CLERK), Page("open", f"/desk/cases/{number}/", CLERK)]
    for page in pages:
        count(page)
    return pages


def _work(port: int, waiting: list[str]) -> tuple[Times, list[str]]:
    """Each takes the next case, as long as there is one: looks at the list, opens the case, accepts it."""
    left: Queue[str] = Queue()
    for number in waiting:
        left.put(number)
    times: Times = defaultdict(list)
    wrong: list[str] = []

    def official(_: int) -> None:
        browser = Browser(port, patience=60)
        browser.sign_in(CLERK)
        with contextlib.suppress(Empty):
            while True:
                _one(browser, left.get_nowait(), times, wrong)

    with ThreadPoolExecutor(OFFICIALS) as people:
        list(people.map(official, range(OFFICIALS)))
    return times, wrong


def _one(browser: Browser, number: str, times: Times, wrong: list[str]) -> None:
    def timed(step: str, path: str, fields: dict[str, str] | None = None) -> Any:
        begun = time.perf_counter()
        answer = browser.get(path) if fields is None else browser.post(path, fields)
        times[step].append(time.perf_counter() - begun)
        if answer.status != (200 if fields is None else 302):
            wrong.append(f"{step} of {number} answered {answer.status}")
        return answer

    timed("list", "/desk/")
    opened = timed("open", f"/desk/cases/{number}/")
    if found := KEY.search(opened.text):
        timed("act", f"/desk/cases/{number}/acceptance/", {"key": found[1]})
    else:
        wrong.append(f"{number} cannot be accepted from its page")


def _told(name: str, taken: list[float]) -> dict[str, Any]:
    ordered = sorted(taken)
    p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    p50 = middle([t * 1000 for t in taken])
    said = {"step": name, "times": len(taken), "p50_ms": p50, "p95_ms": round(p95 * 1000, 1)}
    print(f"  {name:<5} {len(taken)} times, p50 {said['p50_ms']} ms, p95 {said['p95_ms']} ms", flush=True)
    return said


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--acts", type=int, default=20, help="how many cases each official accepts")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
