"""F7: the same submission sent again and again: at once, as a double click, from two tabs, after a lost answer."""

from __future__ import annotations

import contextlib
import http.client
import re
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

from bench.browser import Browser, Page
from bench.faults.audit import audit, drained
from bench.faults.clients import NUMBER, ROLE, Outside, draft_of
from bench.house import House

TURNS = 5  # of each but the first
# Beside the work somebody is doing, else on a page of its own.
WORDS = (
    re.compile(r'class="note bad[^"]*"[^>]*><p><(?:b|strong)>([^<]+)<'),
    re.compile(r'<p class="lead">([^<]+)</p>'),
)
TYPED = {"Content-Type": "application/x-www-form-urlencoded"}


def duplicates(house: House, outside: Outside, at_once: int, drain: float) -> dict[str, Any]:
    """Every way of sending twice; afterwards there is one case for each, and everybody was told the same."""
    browser = Browser(house.port)
    browser.sign_in(ROLE)
    drafts: list[str] = []
    wrong: list[str] = []
    ways: dict[str, Counter[str]] = {}
    for way, act, turns in (
        (f"{at_once} times at once with one key", lambda b, d, o: _at_once(b, d, o, at_once), 1),
        ("double click", lambda b, d, o: _at_once(b, d, o, 2), TURNS),
        ("two tabs, a key each", _two_tabs, TURNS),
        ("again after a lost answer", _again, TURNS),
    ):
        ways[way] = Counter()
        for _ in range(turns):
            draft = draft_of(browser)
            drafts.append(draft)
            _judge(draft, act(browser, draft, outside), ways[way], wrong)
    ways["one key for another draft"] = _other_draft(browser, outside, drafts, wrong)
    house.wait_until_well()
    seconds = drained(house, drain)
    if seconds is None:
        wrong.append(f"not everything owed was done, and nothing of it for {drain:.0f} s")
    found = audit(house, drafts, outside.told)
    return {
        "counted": found.counted, "wrong": [*wrong, *found.wrong], "seconds_to_drain": seconds,
        "answers": {way: dict(told) for way, told in ways.items()},
    }  # fmt: skip


def words_of(page: Page) -> str:
    """The sentence in which a page says no, "" when it does not."""
    found = next((match for pattern in WORDS if (match := pattern.search(page.text))), None)
    return found[1].strip() if found else ""


def together(works: Sequence[Callable[[], Page]]) -> list[Page]:
    """Let all begin at the same moment."""
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], Page]) -> Page:
        gate.wait(60)
        return work()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def _judge(draft: str, answers: list[Page], told: Counter[str], wrong: list[str]) -> None:
    """All answers are the way to the same receipt, or say in words that it is done already."""
    for answer in answers:
        if answer.status == 302 and answer.location == f"/apply/{draft}/done/":
            told["302, to the receipt"] += 1
        elif answer.status == 409 and words_of(answer):
            told[f"409 {words_of(answer)}"] += 1
        else:
            told[f"{answer.status} {answer.location}"] += 1
            wrong.append(f"draft {draft} was answered {answer.status} {answer.location} {words_of(answer)}")
    if not any(answer.status == 302 for answer in answers):
        wrong.append(f"draft {draft}: nobody was told that it is submitted")


def _form(browser: Browser, draft: str) -> dict[str, str]:
    form = browser.get(f"/apply/{draft}/check/")
    return {"key": form.hidden("key"), "promise": "yes", "csrfmiddlewaretoken": form.hidden("csrfmiddlewaretoken")}


def _post(browser: Browser, draft: str, fields: dict[str, str]) -> Page:
    twin = Browser(browser.port, dict(browser.cookies))
    return twin.post(f"/apply/{draft}/check/", fields)


def _at_once(browser: Browser, draft: str, outside: Outside, n: int) -> list[Page]:
    fields = _form(browser, draft)
    outside.write(draft, key=fields["key"], sent=n)
    answers = together([lambda: _post(browser, draft, fields)] * n)
    return _noted(browser, draft, outside, answers)


def _two_tabs(browser: Browser, draft: str, outside: Outside) -> list[Page]:
    forms = [_form(browser, draft), _form(browser, draft)]
    outside.write(draft, keys=[form["key"] for form in forms], sent=2)
    answers = together([lambda f=form: _post(browser, draft, f) for form in forms])  # type: ignore[misc]
    return _noted(browser, draft, outside, answers)


def _again(browser: Browser, draft: str, outside: Outside) -> list[Page]:
    """The request goes out, nobody waits for its answer, and the same one is sent again."""
    fields = _form(browser, draft)
    outside.write(draft, key=fields["key"], sent=2)
    link = http.client.HTTPConnection("127.0.0.1", browser.port, timeout=15)
    cookies = {"Cookie": "; ".join(f"{k}={v}" for k, v in browser.cookies.items())}
    link.request("POST", f"/apply/{draft}/check/", urlencode(fields), TYPED | cookies)
    with contextlib.suppress(OSError):
        link.close()
    return _noted(browser, draft, outside, [_post(browser, draft, fields)])


def _other_draft(browser: Browser, outside: Outside, drafts: list[str], wrong: list[str]) -> Counter[str]:
    """A key that answered one submission does not answer another: refused in words, and nothing happened."""
    first, second = draft_of(browser), draft_of(browser)
    drafts += [first, second]
    fields = _form(browser, first)
    outside.write(first, key=fields["key"], sent=1)
    _judge(first, _noted(browser, first, outside, [_post(browser, first, fields)]), Counter(), wrong)
    answer = _post(browser, second, {**_form(browser, second), "key": fields["key"]})
    if answer.status != 422 or not words_of(answer):
        wrong.append(f"a used key was answered {answer.status} for another draft, and not refused in words")
    return Counter({f"{answer.status} {words_of(answer)}": 1})


def _noted(browser: Browser, draft: str, outside: Outside, answers: list[Page]) -> list[Page]:
    if any(answer.status == 302 for answer in answers):
        shown = browser.get(f"/apply/{draft}/done/")
        outside.write(draft, acknowledged=True, number=NUMBER.findall(shown.text)[0])
    return answers
