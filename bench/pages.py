"""`python -m bench.pages`: requests per second, p95 and queries of the ten busiest pages, with many cases there."""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench import place
from bench.browser import Browser
from bench.load import CONNECTIONS, Shot, middle, volley
from bench.machine import RESULTS, circumstances

if TYPE_CHECKING:
    from django.test import Client

ITEM = "food-business-licence"
CITIZEN, CLERK = "henainai", "lishifan"
BUDGET, OF_A_CASE = 12, 30  # queries of a page; of the pages that show everything about one case


@dataclass
class Page:
    """One page: what it is, where, who looks at it, and what was measured."""

    name: str
    path: str
    who: str = ""
    cookie: str = ""
    queries: int = 0
    repeated: list[str] = field(default_factory=list)
    bytes: int = 0
    shots: list[Shot] = field(default_factory=list)

    @property
    def budget(self) -> int:
        return OF_A_CASE if "/cases/" in self.path and self.path != "/my/cases/" else BUDGET

    @property
    def result(self) -> dict[str, Any]:
        return {
            "page": self.name, "path": self.path, "queries": self.queries, "repeated": self.repeated,
            "kilobytes": round(self.bytes / 1024, 1), "requests_per_second": middle([s.rate for s in self.shots]),
            "p50_ms": middle([s.share(0.5) for s in self.shots]), "p95_ms": middle([s.share(0.95) for s in self.shots]),
            "wrong_answers": sum(s.wrong for s in self.shots), "rounds": [round(s.rate, 1) for s in self.shots],
        }  # fmt: skip


def main() -> int:
    """0 when every page answered and stayed within its budget of queries."""
    chosen = _arguments()
    place.set_environment()
    said: dict[str, Any] = {"machine": circumstances()}
    with place.standing(chosen.cases) as loaded:
        said |= loaded
        pages = busiest()
        for page in pages:
            count(page)
    house = place.house()
    house.open("--split")
    try:
        _measure(house.port, pages, chosen)
    finally:
        house.close()
    said |= {"connections": CONNECTIONS, "workers": 2, "requests_each_round": chosen.requests, "rounds": chosen.rounds,
             "pages": [page.result for page in pages]}  # fmt: skip
    said["wrong"] = [f"{p.name}: {p.queries} queries" for p in pages if p.queries > p.budget]
    said["wrong"] += [f"{p.name}: not every answer was right" for p in pages if p.result["wrong_answers"]]
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "pages.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    for sentence in said["wrong"]:
        print(f"  OVER: {sentence}")
    return 1 if said["wrong"] else 0


def busiest() -> list[Page]:
    """The ten, with addresses of rows that exist."""
    citizen, clerk = _client(CITIZEN), _client(CLERK)
    listed = citizen.get("/my/cases/").content.decode()
    numbers = re.findall(r"/my/cases/([A-Z]+-\d+-\d+)/", listed)
    work = clerk.get("/desk/").content.decode()
    case = re.findall(r'href="(/desk/cases/[A-Z]+-\d+-\d+/)', work)[0]
    after = re.findall(r'href="(/desk/\?[^"]*after=[^"]*)"', work)[0].replace("&amp;", "&")
    return [
        Page("home", "/"), Page("item list", "/services/"), Page("guide", f"/services/{ITEM}/"),
        Page("my case", f"/my/cases/{numbers[0]}/", CITIZEN), Page("my cases", "/my/cases/", CITIZEN),
        Page("work list", "/desk/", CLERK), Page("desk case", case, CLERK),
        Page("work list, page 2", after, CLERK),
        Page("verification", f"/v/{_code()}"), Page("API item", f"/api/v1/items/{ITEM}"),
    ]  # fmt: skip


def count(page: Page) -> None:
    """How many queries one look costs, and which are asked more than once; the second look, as caches are warm then."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client(page.who)
    client.get(page.path)
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(page.path)
    if answer.status_code != 200:
        raise RuntimeError(f"{page.path} answered {answer.status_code}")
    shapes = [re.sub(r"'[^']*'|\b\d+\b", "?", query["sql"]) for query in caught.captured_queries]
    page.queries, page.bytes = len(shapes), len(answer.content)
    page.repeated = sorted({f"{shapes.count(s)} x {_short(s)}" for s in shapes if shapes.count(s) > 1})


def _short(sql: str) -> str:
    table = re.search(r'FROM "(\w+)"', sql)
    return f"{sql.split(' ', 1)[0].lower()} {table[1] if table else sql[:60]}"


def _client(who: str) -> Client:
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    if who:
        client.post(f"/demo/roles/{who}/")
    return client


def _code() -> str:
    from tongban.registers.licences.models import Licence

    return str(Licence.objects.filter(status="01", source__startswith="case/").order_by("-issued_at")[0].code)


def _measure(port: int, pages: list[Page], chosen: argparse.Namespace) -> None:
    cookies = {"": ""}
    for who in {page.who for page in pages} - {""}:
        browser = Browser(port)
        browser.sign_in(who)
        cookies[who] = "; ".join(f"{k}={v}" for k, v in browser.cookies.items())
    for page in pages:
        volley(port, page.path, cookies[page.who], 2 * CONNECTIONS)
    for number in range(1, chosen.rounds + 1):
        for page in pages:
            page.shots.append(volley(port, page.path, cookies[page.who], chosen.requests))
            shot = page.shots[-1]
            print(
                f"  round {number}: {page.name:<18} {shot.rate:7.1f}/s  p95 {shot.share(0.95):6.0f} ms  "
                f"{page.queries} queries", flush=True,
            )  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=320)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
