"""`python -m bench.walls`: what the second wall, sealing and the ledger cost, page by page and for a submission.

The same page is asked in turns, with everything and without one of the three, in one process: so a busy machine harms
all alike. A ratio is the median of the turns' own ratios; milliseconds are of this machine and this load.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
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
        print(f"{row['what']:20} {row['ms']:8.1f} ms", *(f"{which} {row[which]:.2f}" for which in WITHOUT))
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
def _no_rows() -> Iterator[None]:
    """The database does not ask who looks."""
    from tongban.kernel import wall

    with mock.patch.object(wall, "now", return_value=None):
        yield


_known: dict[bytes, bytes] = {}


@contextmanager
def _no_sealing() -> Iterator[None]:
    """Nothing is sealed; what lies sealed already is opened once and known from then on."""
    from tongban.kernel import crypto

    open_ = crypto.decrypt

    def kept(secret: bytes, plain: bytes, purpose: str, name: str) -> bytes:
        blob = os.urandom(12) + plain
        _known[blob] = plain
        return blob

    def known(secret: bytes, blob: bytes, purpose: str, name: str) -> bytes:
        if blob not in _known:
            _known[blob] = open_(secret, blob, purpose, name)
        return _known[blob]

    with mock.patch.object(crypto, "encrypt", kept), mock.patch.object(crypto, "decrypt", known):
        yield


@contextmanager
def _no_ledger() -> Iterator[None]:
    """No fact is written, and nothing follows from it: the verb alone."""
    from tongban.registers.ledger import actions

    def silent(actor: Any, fact: Any) -> int:
        _recorded.set(_recorded.get() + 1)  # type: ignore[name-defined]  # noqa: F821 - of the function it stands in for
        return 0

    record: Any = actions.record
    whole = record.__code__
    record.__code__ = silent.__code__
    try:
        yield
    finally:
        record.__code__ = whole


WITHOUT = {"rows": _no_rows, "sealing": _no_sealing, "ledger": _no_ledger}


def _page(page: Any, turns: int) -> dict[str, Any]:
    from bench import pages

    client = pages._client(page.who)

    def once() -> None:
        if client.get(page.path).status_code != 200:
            raise RuntimeError(f"{page.path} did not answer")

    for _ in range(3):
        once()
        _timed(once, "sealing")
    return _row(page.name, [{which: _timed(once, which) for which in _mixed()} for _ in range(turns)])


def _mixed() -> list[str]:
    """With everything and without each, in another order at every turn: whatever comes first is not always the same."""
    return random.sample(["", *WITHOUT], 1 + len(WITHOUT))


def _submission(turns: int) -> dict[str, Any]:
    """A draft is made anew for each; only the verb is timed, up to its commit."""
    from django.db import transaction

    from tongban.kernel import wall
    from tongban.work.cases import actions as cases
    from tools import people

    taken = []
    for _ in range(turns):
        turn = {}
        for which in _mixed():
            me = people.grandmother()
            case = people.draft(people.ALLOWANCE, me)

            def submit(me: Any = me, key: str = str(case.pk)) -> None:
                with transaction.atomic():
                    with wall.behind(me):
                        cases.submit(me, key, promise=True)
                    transaction.set_rollback(True)  # what was written unsealed must not stay

            turn[which] = _timed(submit, which)
        taken.append(turn)
    return _row("submit", taken)


def _timed(work: Callable[[], None], without: str = "") -> float:
    with WITHOUT[without]() if without else nullcontext():
        begun = perf_counter()
        work()
        return (perf_counter() - begun) * 1000


def _row(what: str, taken: list[dict[str, float]]) -> dict[str, Any]:
    """Milliseconds with everything, and how many times as long as without each."""
    whole = round(median(turn[""] for turn in taken), 2)
    ratios = {which: round(median(turn[""] / turn[which] for turn in taken), 3) for which in WITHOUT}
    return {"what": what, "ms": whole, **ratios}


if __name__ == "__main__":
    raise SystemExit(main())
