"""F13: many act on one case at once: fifty reviewers sign one step, a withdrawal races with the last signature.

Everybody has a browser and an account of his own; who wins is the house's business, how many win is ours.
"""

from __future__ import annotations

import html
import re
import secrets
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pyotp

from bench.browser import Browser, Page
from bench.faults.audit import drained
from bench.faults.clients import NUMBER, ROLE, Outside, draft_of
from bench.faults.duplicates import together, words_of
from bench.house import House
from bench.machine import ROOT

WINDOW = "zhouji"
CHECK, DECIDE = "check", "decide"
SIGNERS = 2  # the item's deciding step is signed twice
SHOWN = re.compile(r'<h1>[^<]*<span class="tag[^"]*">([^<]+)</span>')
FACTS = """
select count(*) filter (where kind = 'cases.CaseDecided'), count(*) filter (where kind = 'cases.CaseWithdrawn')
from ledger_fact where subject = (select 'case/' || id from cases_case where number = %s)
"""
OPINIONS = """
select count(*), count(distinct official) from approvals_opinion
where sent_back_at is null and step = %s and case_id = (select id from cases_case where number = %s)
"""


BINDING = re.compile(r'href="(otpauth://[^"]+)"')
CODE = "second_factor"
ANSWERED_BY = 240.0  # seconds: who wins is asked here, not how fast; fifty wait for one row


class Person(Browser):
    """Opens a connection for each request: between two of them an idle one may be closed by the other side."""

    authenticator: pyotp.TOTP | None = None

    def _ask(self, method: str, path: str, fields: dict[str, str] | None) -> Page:
        if self.link is not None:
            self.link.close()
            self.link = None
        return super()._ask(method, path, fields)


@dataclass
class Race:
    """The house, its people, and what was found."""

    house: House
    outside: Outside
    applicant: Browser
    window: Browser
    staff: list[Browser]
    wrong: list[str] = field(default_factory=list)
    answers: dict[str, Counter[str]] = field(default_factory=dict)

    def case(self) -> str:
        """One accepted application: its number."""
        draft = draft_of(self.applicant, by_people=True)
        form = self.applicant.get(f"/apply/{draft}/check/")
        key = form.hidden("key")
        self.outside.write(draft, key=key, sent=1)
        self.applicant.post(f"/apply/{draft}/check/", {"key": key, "promise": "yes"})
        number = str(NUMBER.findall(self.applicant.get(f"/apply/{draft}/done/").text)[0])
        self.outside.write(draft, acknowledged=True, number=number)
        shown = self.window.get(f"/desk/cases/{number}/")
        done = self.window.post(f"/desk/cases/{number}/acceptance/", {"key": shown.hidden("key")})
        if done.status != 302:
            raise RuntimeError(f"case {number} was not accepted: {done.status} {words_of(done)}")
        return number

    def form(self, browser: Browser, number: str) -> dict[str, str]:
        """What the signing form of this person holds."""
        return {"key": browser.get(f"/desk/cases/{number}/").hidden("key"), "verdict": "agree"}

    def sign(self, browser: Browser, number: str, step: str, fields: dict[str, str]) -> Page:
        path = f"/desk/cases/{number}/steps/{step}/opinion/"
        answer = browser.post(path, fields)
        if f'name="{CODE}"' in answer.text and isinstance(browser, Person) and browser.authenticator:
            answer = browser.post(path, {**fields, CODE: browser.authenticator.now()})  # the last code grew old
        if answer.status == 302:
            name = f"{number} {step} {fields['key']}"
            self.outside.write(name, verb="sign", key=fields["key"], acknowledged=True)
        return answer

    def refused_in_words(self, what: str, answer: Page) -> None:
        """Somebody who lost is told what happened, and on the desk where the case stands now."""
        said, shown = words_of(answer), SHOWN.search(answer.text)
        state = f" [{shown[1].strip()}]" if shown else ""
        self.answers[what][f"{answer.status} {said}{state}"] += 1
        if answer.status not in (403, 409) or not said:
            self.wrong.append(f"{what}: one was answered {answer.status}, not refused in words")

    def asked(self, question: str, *values: str) -> tuple[int, ...]:
        with self.house.database() as link:
            row = link.execute(question.encode(), values).fetchone()
        return tuple(int(str(n)) for n in row or ())


def racing(house: House, outside: Outside, at_once: int, rounds: int, drain: float) -> dict[str, Any]:
    """Sign, decide and withdraw at once; in the end each step has as many signatures as it needs, and no more."""
    race = Race(house, outside, _role(house, ROLE), _role(house, WINDOW), _hired(house, at_once))
    _all_sign(race, "one step", CHECK, race.case(), 1)
    number = race.case()
    _one_signs(race, number, CHECK, race.staff[0])
    _all_sign(race, "the deciding step", DECIDE, number, SIGNERS)
    decided, withdrawn = race.asked(FACTS, number)
    race.wrong += [] if (decided, withdrawn) == (1, 0) else [f"{number} was decided {decided} times"]
    won = Counter(_withdraws_while_signed(race, n) for n in range(rounds))
    house.wait_until_well()
    seconds = drained(house, drain)
    if seconds is None:
        race.wrong.append(f"not everything owed was done, and nothing of it for {drain:.0f} s")
    return {
        "at_once": at_once, "rounds": rounds, "won": dict(won), "wrong": race.wrong, "seconds_to_drain": seconds,
        "answers": {what: dict(told) for what, told in race.answers.items()},
    }  # fmt: skip


def _all_sign(race: Race, what: str, step: str, number: str, needed: int) -> None:
    """Everybody has the form open; all press the button at the same moment."""
    race.answers[what] = Counter()
    with ThreadPoolExecutor(8) as threads:
        forms = list(threads.map(lambda one: race.form(one, number), race.staff))
    pairs = list(zip(race.staff, forms, strict=True))
    answers = together([lambda p=pair: race.sign(p[0], number, step, p[1]) for pair in pairs])  # type: ignore[misc]
    wins = sum(answer.status == 302 for answer in answers)
    race.answers[what]["302, signed"] = wins
    for answer in answers:
        if answer.status != 302:
            race.refused_in_words(what, answer)
    rows, people = race.asked(OPINIONS, step, number)
    if not wins == rows == people == needed:
        said = f"{wins} of {len(answers)} were told they signed, {rows} opinions of {people} people stand"
        race.wrong.append(f"{what}: {said}, {needed} are needed")


def _one_signs(race: Race, number: str, step: str, who: Browser) -> None:
    answer = race.sign(who, number, step, race.form(who, number))
    if answer.status != 302:
        raise RuntimeError(f"{step} of {number} was not signed: {answer.status} {words_of(answer)}")


def _withdraws_while_signed(race: Race, n: int) -> str:
    """The applicant takes it back while the second signature decides it: exactly one of the two happens."""
    number, what = race.case(), "withdrawal against the last signature"
    race.answers.setdefault(what, Counter())
    first, last = race.staff[n % len(race.staff)], race.staff[(n + 1) % len(race.staff)]
    _one_signs(race, number, CHECK, first)
    _one_signs(race, number, DECIDE, first)
    fields, path = race.form(last, number), f"/my/cases/{number}/withdrawal/"
    key = race.applicant.get(path).hidden("key")
    signed, taken_back = together([
        lambda: race.sign(last, number, DECIDE, fields),
        lambda: race.applicant.post(path, {"key": key, "reason": ""}),
    ])  # fmt: skip
    decided, withdrawn = race.asked(FACTS, number)
    told = (signed.status == 302, taken_back.status == 302)
    if (decided, withdrawn) not in ((1, 0), (0, 1)) or told != (bool(decided), bool(withdrawn)):
        race.wrong.append(f"{number}: decided {decided}, withdrawn {withdrawn}; told signed, taken back: {told}")
    for answer in (signed, taken_back):
        if answer.status != 302:
            race.refused_in_words(what, answer)
    winner = "the signature" if decided else "the withdrawal"
    race.answers[what][f"302, {winner}"] += 1
    return winner


def _role(house: House, key: str) -> Browser:
    browser = Person(house.port, patience=ANSWERED_BY)
    browser.sign_in(key)
    return browser


def _hired(house: House, count: int) -> list[Browser]:
    """So many more officials, each signed in with a password."""
    password = secrets.token_urlsafe(12)
    words = [sys.executable, "-m", "bench.faults.staff", str(count), password]
    done = subprocess.run(words, cwd=ROOT, env=house.env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"nobody could be hired: {done.stderr[-500:]}")
    with ThreadPoolExecutor(4) as threads:
        return list(threads.map(lambda name: _entered(house, name, password), done.stdout.split()))


def _entered(house: House, name: str, password: str) -> Browser:
    """Sign in for the first time, as an official does: password, then an authenticator of his own."""
    browser = Person(house.port, patience=ANSWERED_BY)
    form = browser.get("/login/")
    said = {"username": name, "password": password, "csrfmiddlewaretoken": form.hidden("csrfmiddlewaretoken")}
    answer = browser.post("/login/", said)
    if answer.status != 302:
        raise RuntimeError(f"{name} could not sign in: {answer.status} {words_of(answer)}")
    found = BINDING.search(browser.get(answer.location).text)
    if found is None:
        raise RuntimeError(f"{name} was sent to {answer.location} and not asked to bind an authenticator")
    browser.authenticator = pyotp.parse_uri(html.unescape(found[1]))  # type: ignore[assignment]
    bound = browser.post(answer.location, {CODE: browser.authenticator.now()})  # type: ignore[union-attr]
    if bound.status != 200:
        raise RuntimeError(f"{name} could not bind an authenticator: {bound.status} {words_of(bound)}")
    return browser
