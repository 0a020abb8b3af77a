"""`python -m bench.walls`: what the second wall costs, with and without it, page by page and for a submission.

The same page is asked in turns, with the wall and without, in one process: so a busy machine harms both alike. A ratio
is the median of the turns' own ratios; milliseconds are of this machine and this load.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from typing import Any
from unittest import mock

from bench import place
from bench.machine import RESULTS, circumstances

OFFICIAL = "zhouyuanhang"  # an examiner: his rows are found by department and desk
ITEMS = ("old-age-allowance", "food-business-licence")


def main() -> int:
    """0 when everything was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--turns", type=int, default=40)
    parser.add_argument("--submissions", type=int, default=8)
    chosen = parser.parse_args()
    place.set_environment()
    said: dict[str, Any] = {"machine": circumstances(), "turns": chosen.turns}
    with place.standing(chosen.cases) as loaded:
        said |= loaded
        said["pages"] = [_page(page, chosen.turns) for page in _pages()]
        said["submit"] = _submission(chosen.submissions)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "walls.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    for row in [*said["pages"], said["submit"]]:
        print(f"{row['what']:20} {row['with_ms']:8.1f} ms, without {row['without_ms']:8.1f} ms: {row['ratio']:.2f}")
    return 0


def _pages() -> list[Any]:
    """Ten of the busiest pages, with addresses of rows that exist in a small city, too."""
    from bench.pages import CITIZEN, ITEM, Page, _client, _code
    from tools import people

    if not _client(CITIZEN).get("/my/cases/").content.count(b"/my/cases/LT"):
        for item in ITEMS:  # a small city has no case of hers yet
            people.submitted(item)
    mine = re.findall(r"/my/cases/[A-Z]+-\d+-\d+/", _client(CITIZEN).get("/my/cases/").content.decode())
    work = re.findall(r'href="(/desk/cases/[A-Z]+-\d+-\d+/)', _client(OFFICIAL).get("/desk/").content.decode())
    return [
        Page("home", "/"), Page("item list", "/services/"), Page("guide", f"/services/{ITEM}/"),
        Page("my space", "/my/", CITIZEN), Page("my case", mine[0], CITIZEN), Page("my cases", "/my/cases/", CITIZEN),
        Page("work list", "/desk/", OFFICIAL), Page("desk case", work[0], OFFICIAL),
        Page("verification", f"/v/{_code()}"), Page("API item", f"/api/v1/items/{ITEM}"),
    ]  # fmt: skip


@contextmanager
def _without() -> Iterator[None]:
    from tongban.kernel import wall

    with mock.patch.object(wall, "now", return_value=None):
        yield


def _page(page: Any, turns: int) -> dict[str, Any]:
    from bench import pages

    client = pages._client(page.who)

    def once() -> None:
        if client.get(page.path).status_code != 200:
            raise RuntimeError(f"{page.path} did not answer")

    for _ in range(3):
        once()
    return _row(page.name, [(_timed(once), _timed(once, off=True)) for _ in range(turns)])


def _submission(turns: int) -> dict[str, Any]:
    """A draft is made anew for each; only the verb is timed."""
    from tongban.kernel import wall
    from tongban.work.cases import actions as cases
    from tools import people

    taken = []
    for _ in range(turns):
        pair = []
        for off in (False, True):
            me = people.grandmother()
            case = people.draft(people.ALLOWANCE, me)

            def submit(me: Any = me, key: str = str(case.pk)) -> None:
                with wall.behind(me):
                    cases.submit(me, key, promise=True)

            pair.append(_timed(submit, off=off))
        taken.append((pair[0], pair[1]))
    return _row("submit", taken)


def _timed(work: Callable[[], None], off: bool = False) -> float:
    def run() -> float:
        begun = perf_counter()
        work()
        return (perf_counter() - begun) * 1000

    if not off:
        return run()
    with _without():
        return run()


def _row(what: str, taken: list[tuple[float, float]]) -> dict[str, Any]:
    on, off = (round(median(pair[side] for pair in taken), 2) for side in (0, 1))
    return {"what": what, "with_ms": on, "without_ms": off, "ratio": round(median(a / b for a, b in taken), 3)}


if __name__ == "__main__":
    raise SystemExit(main())
