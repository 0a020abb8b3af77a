"""The dialogue (帮我找): what was answered, by which words, what is asked now. Its state is the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from tongban.engines.forms.field import look_up, put
from tongban.engines.guidance import MOST_QUESTIONS
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.catalogue.kinds import Definition, Situation
from tongban.registers.catalogue.kinds.situated import Heard, Situated, heard
from tongban.work.cases.queries import facts_for

WORDS, AT, PASSED = "_w", "_at", "-"


@dataclass(frozen=True)
class Answer:
    """One answer: the question, the option, by which word where words chose it, where to change it."""

    situation: Situation
    label: str
    word: str
    change: str
    then: str = ""


@dataclass(frozen=True)
class Lead:
    """Where somebody stands in the questions of an item."""

    definition: Definition
    one: Situated
    words: tuple[str, ...]
    given: Mapping[str, str]  # situation → number of the option, or PASSED; in the order asked
    at: str = ""  # the question whose page was sent

    @cached_property
    def heard(self) -> list[Heard]:
        """What the words chose and no answer changed."""
        return [h for h in heard(self.definition, "，".join(self.words)) if h.situation.code not in self.given]

    @cached_property
    def chosen(self) -> dict[str, int]:
        """Situation → option, by answers and by words."""
        said = {h.situation.code: h.option for h in self.heard if h.option is not None}
        return {**said, **{code: int(n) for code, n in self.given.items() if n != PASSED}}

    @cached_property
    def question(self) -> Situation | None:
        """What is asked now: where words left two options open, that; else what decides most."""
        passed = {code for code, n in self.given.items() if n == PASSED}
        claimed = [h.situation.code for h in self.heard if h.option is None]
        still = {one.code: one for one in self.one.undecided(self.chosen)}
        first = next((still[code] for code in claimed if code in still and code not in passed), None)
        if first is not None and self.one.stop(self.chosen) is None:
            return first
        return self.one.next(self.chosen, passed, len(self.given))

    @property
    def left(self) -> int:
        """How many questions there may still be, this one included."""
        waiting = [one for one in self.one.undecided(self.chosen) if one.code not in self.given]
        return min(len(waiting), MOST_QUESTIONS - len(self.given))

    @property
    def unanswered(self) -> bool:
        """Whether the page came back without an answer."""
        return bool(self.at and self.at not in self.given and self.question and self.at == self.question.code)

    def query(self, given: Mapping[str, str] | None = None) -> str:
        """The answers as they stand in an address: words of the item and numbers of options, nothing of the person."""
        said = {**({WORDS: ",".join(self.words)} if self.words else {}), **(self.given if given is None else given)}
        return urlencode(said)

    def address(self, page: str = "", given: Mapping[str, str] | None = None) -> str:
        query = self.query(given)
        return f"/guide-me/{self.definition.code}/{page}{'?' if query else ''}{query}"

    @property
    def list_address(self) -> str:
        return self.address("list/")

    @property
    def paper_address(self) -> str:
        return self.address("list.pdf")

    @property
    def begin_address(self) -> str:
        return self.address("application/")

    @property
    def back(self) -> str:
        """One question back; from the first one to the words."""
        if not self.given:
            return f"/guide-me/?{urlencode({'q': '，'.join(self.words)})}" if self.words else "/guide-me/"
        return self.address(given=dict(list(self.given.items())[:-1]))

    @cached_property
    def answers(self) -> list[Answer]:
        """Every answer with its way back, those that words chose first."""
        found = []
        by = {h.situation.code: h.word for h in self.heard if h.option is not None}
        for code in (*by, *self.given):
            situation = next(s for s in self.definition.situations if s.code == code)
            without = {name: n for name, n in self.given.items() if name != code}
            label, then = "说不准", ""
            if code in self.chosen:
                option = situation.options[self.chosen[code]]
                label, then = option.label, option.then
            change = f"{self.address('change/', without)}{'&' if self.query(without) else '?'}{AT}={code}"
            found.append(Answer(situation, label, by.get(code, ""), change, then))
        return found

    @property
    def followed(self) -> list[Situation]:
        """Questions the city did not have to ask."""
        return [one for one in self.definition.situations if one.code in self.one.followed]


def lead(actor: Actor, definition: Definition, query: Mapping[str, str]) -> Lead:
    """Read an address; what is no word of the item and no option of its questions is left out."""
    known = {word for s in definition.situations for option in s.options for word in option.words}
    words = tuple(dict.fromkeys(word for word in query.get(WORDS, "")[:200].split(",") if word in known))
    sizes = {one.code: len(one.options) for one in definition.situations}
    given = {
        code: text
        for code, text in query.items()
        if code in sizes and (text == PASSED or (text.isdecimal() and len(text) < 4 and int(text) < sizes[code]))
    }
    return Lead(definition, situated(actor, definition), words, given, query.get(AT, "")[:60])


def situated(actor: Actor, definition: Definition) -> Situated:
    """The item with what the city knows of who is signed in: registers and filled fields, never asked again."""
    if actor.kind != "person" or not actor.signed_in:
        return Situated(definition, {"today": time.today(), "applicant": {}})
    known: dict[str, Any] = facts_for(actor.applicant, {}, handler=f"person/{actor.id}", let=actor.data)
    for name, (value, _) in definition.prefill(known).items():
        put(known, name, value)
    fields = {f"applicant.{key}" for key, value in known["applicant"].items() if value not in (None, "")}
    fields |= {name for name in definition.form.fields if look_up(known, name) is not None}
    return Situated(definition, known, frozenset(fields))


@dataclass(frozen=True)
class Candidate:
    """Something the words may mean: what it is, whom it is for, what was heard, and where its questions begin."""

    title: str
    kind: str
    summary: str
    facts: tuple[str, ...]
    heard: tuple[str, ...]
    chosen: tuple[str, ...]
    address: str


def candidate(meant: Any, q: str) -> Candidate:
    """One choice among items, with what tells it apart from the others."""
    item = meant.item
    if item.kind == "package":
        package = item.current.package
        facts = (f"{len(package.members)} 个事项一次办", f"承诺 {package.promise.zh}")
        return Candidate(item.title, "一件事", package.guide.summary, facts, meant.heard, (), f"/packages/{item.code}/")
    d = item.current.definition
    told = heard(d, q)
    query = urlencode({WORDS: ",".join(one.word for one in told)}) if told else ""
    chosen = tuple(one.situation.options[one.option].label for one in told if one.option is not None)
    visits = f"跑 {d.guide.visits} 次" if d.guide.visits else "不用跑"
    told_of = (d.limits.promise.zh, visits, "收费" if d.fee.charged else "不收费")
    address = f"/guide-me/{item.code}/{'?' if query else ''}{query}" if d.situations else f"/services/{item.code}/"
    return Candidate(item.title, d.kind_zh, d.guide.summary, told_of, meant.heard, chosen, address)
