"""People who submit over HTTP and never give up: the same request with the same key until there is an answer.

What they were told goes into a file outside the house, line by line, before they do anything else.
"""

from __future__ import annotations

import json
import queue
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from bench.browser import Browser, NoAnswer, Page

ROLE = "henainai"
ITEM = "old-age-allowance"
PAGES = {
    "elder": {"elder.phone": "12000000003", "elder.address.division": "999001",
              "elder.address.detail": "望舒区月白街 6 号", "reason:elder.address": "住在女儿家", "elder.first": "yes"},
    "account": {"account.way": "card"},
    "agent": {"agent.used": "no"},
}  # fmt: skip
# Who comes with somebody acting for them is decided by people; all others by the published rules, at once.
ACTING = {"agent.used": "yes", "agent.who.name": "林晚", "agent.who.id_type": "111",
          "agent.who.id_number": "999001199304180026", "agent.who.phone": "12000000001"}  # fmt: skip
NUMBER = re.compile(r'<p class="big num">([A-Z]{2}-\d{8}-\d+)</p>')
TWICE = 0.2  # share of submissions that two machines send at the same time with the same key
WALKS_AWAY = 0.1  # share of people who give up at the first unanswered request
DEADLINE = 120.0  # seconds after which a client says that the house did not come back


@dataclass
class Outside:
    """The ledger outside: intents before the request is sent, answers when they came; a file and its copy in memory."""

    path: Path
    lock: threading.Lock = field(default_factory=threading.Lock)
    acks: list[tuple[float, float]] = field(default_factory=list)  # (sent, answered) of every acknowledgement
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)

    def write(self, draft: str, **said: Any) -> None:
        with self.lock:
            self.told.setdefault(draft, {}).update(said)
            with self.path.open("a") as file:
                file.write(json.dumps({"draft": draft, **said}) + "\n")

    def acknowledged(self, sent: float) -> None:
        with self.lock:
            self.acks.append((sent, time.monotonic()))

    def settled(self) -> int:
        """How many of those who began have come to an end, one way or the other."""
        with self.lock:
            ends = ("number", "unknown", "never_answered")
            return sum(any(end in said for end in ends) for said in self.told.values())

    def meet(self, what: str) -> None:
        with self.lock:
            self.met[what] += 1


def prepare(port: int, count: int, threads: int) -> list[str]:
    """Drafts that are ready to be submitted; filled in over HTTP like everything else."""
    drafts: list[str] = []

    def work(share: int) -> None:
        browser = Browser(port)
        browser.sign_in(ROLE)
        for n in range(share):
            drafts.append(draft_of(browser, by_people=n % 2 == 1))

    _together([partial(work, len(range(n, count, threads))) for n in range(threads)])
    return drafts


def draft_of(browser: Browser, *, by_people: bool = False) -> str:
    """One draft that is ready to be submitted: the rules decide it the moment it is, or people do."""
    guide = browser.get(f"/services/{ITEM}/")
    begun = browser.post(f"/services/{ITEM}/start/", {"area": "999001", "key": guide.hidden("key")})
    draft = begun.location.strip("/").rpartition("/")[2]
    for page, answers in {**PAGES, **({"agent": ACTING} if by_people else {})}.items():
        saved = browser.post(f"/apply/{draft}/p/{page}/", answers)
        if saved.status != 302:
            raise RuntimeError(f"page {page} was not taken: {saved.status}")
    return draft


def submit_all(port: int, waiting: queue.Queue[str], outside: Outside, threads: int, seed: int) -> None:
    """Let ``threads`` people submit the drafts that come, until an empty one comes for each of them."""

    def work(number: int) -> None:
        dice, browser, twin = Random(f"{seed} {number}"), Browser(port), Browser(port)
        _patiently(outside, lambda: browser.sign_in(ROLE))
        twin.cookies = dict(browser.cookies)
        while draft := waiting.get():
            _submit(browser, twin, draft, outside, dice)

    _together([partial(work, n) for n in range(threads)])


def _submit(browser: Browser, twin: Browser, draft: str, outside: Outside, dice: Random) -> None:
    path = f"/apply/{draft}/check/"
    form = _patiently(outside, lambda: _needed(browser.get(path), 200))
    fields = {"key": form.hidden("key"), "promise": "yes", "csrfmiddlewaretoken": form.hidden("csrfmiddlewaretoken")}
    twice, walks_away = dice.random() < TWICE, dice.random() < WALKS_AWAY
    outside.write(draft, key=fields["key"], twice=twice)
    helper = threading.Thread(target=_send, args=(twin, path, fields, draft, outside, False)) if twice else None
    if helper:
        helper.start()
    answered = _send(browser, path, fields, draft, outside, walks_away)
    if helper:
        helper.join()
    if answered:
        done = _patiently(outside, lambda: _needed(browser.get(f"/apply/{draft}/done/"), 200))
        outside.write(draft, number=NUMBER.findall(done.text)[0])


def _send(
    browser: Browser, path: str, fields: dict[str, str], draft: str, outside: Outside, walks_away: bool
) -> bool:  # fmt: skip
    """Send until answered. An answer is the redirect to the page of the finished submission."""
    end = time.monotonic() + DEADLINE
    while True:
        sent = time.monotonic()
        try:
            answer = browser.post(path, fields)
        except NoAnswer as error:
            outside.meet(type(error).__name__)
        else:
            if answer.status == 302 and answer.location.endswith("/done/"):
                outside.acknowledged(sent)
                outside.write(draft, acknowledged=True)
                return True
            outside.meet(str(answer.status))
        if walks_away:
            outside.write(draft, unknown=True)
            return False
        if time.monotonic() > end:
            outside.write(draft, never_answered=True)
            return False
        time.sleep(0.05)


def _needed(page: Page, status: int) -> Page:
    if page.status != status:
        raise OSError(f"status {page.status}")
    return page


def _patiently(outside: Outside, ask: Callable[[], Any]) -> Any:
    """Ask until it works; raises what was wrong last when the house does not come back."""
    end = time.monotonic() + DEADLINE
    while True:
        try:
            return ask()
        except (*NoAnswer, RuntimeError, IndexError) as error:
            outside.meet(f"while reading: {type(error).__name__}")
            if time.monotonic() > end:
                raise
        time.sleep(0.1)


def _together(works: list[Callable[[], None]]) -> None:
    """Run all at the same time; what went wrong in one is raised here."""
    with ThreadPoolExecutor(len(works)) as threads:
        for found in [threads.submit(work) for work in works]:
            found.result()
