"""What must hold of any Tongban database, asked from outside: plain SQL and files, none of the code that wrote them.

Each promise is one function from a `Looked` (one snapshot of one installation) to a `Held`: what was counted, what is
wrong, and, where an installation does not have what a promise speaks of, that it was not judged. Only the place of the
embedded database is asked of the house. `python -m bench.faults.invariants --home DIR` runs them all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

MOST_TOLD = 20  # sentences per promise; the rest is counted
PAGE = 2000


@dataclass
class Held:
    """What one promise was found to be."""

    code: str
    promise: str
    counted: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    not_applicable: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        return "BROKEN" if self.wrong else "held" if any(self.counted.values()) else "not judged"

    def need(self, good: object, sentence: str) -> None:
        if not good:
            self.wrong.append(sentence)

    def count(self, name: str, n: int = 1) -> None:
        self.counted[name] = self.counted.get(name, 0) + n

    @property
    def line(self) -> str:
        """One line for a person."""
        said = ", ".join(f"{n} {name}" for name, n in self.counted.items())
        more = "".join(f"; not applicable: {why}" for why in self.not_applicable)
        wrong = f"; {len(self.wrong)} wrong: {' | '.join(self.wrong[:3])}" if self.wrong else ""
        return f"{self.code:<4}{self.verdict:<11}{self.promise} ({said or 'nothing there'}){more}{wrong}"

    @property
    def told(self) -> dict[str, Any]:
        return {
            "code": self.code, "promise": self.promise, "verdict": self.verdict, "counted": self.counted,
            "wrong": self.wrong[:MOST_TOLD], "wrong_in_all": len(self.wrong), "not_applicable": self.not_applicable,
        }  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """One line of the ledger as it lies in the database."""

    seq: int
    subject: str
    n: int
    kind: str
    at: datetime
    principal: str
    line: str
    prev: bytes
    hash: bytes

    @property
    def said(self) -> dict[str, Any]:
        return json.loads(self.line)  # type: ignore[no-any-return]

    @property
    def body(self) -> dict[str, Any]:
        return self.said["body"]  # type: ignore[no-any-return]


@dataclass
class Looked:
    """One installation at one moment: a read-only snapshot of its database, and its files."""

    link: psycopg.Connection[Any]
    home: Path
    now: datetime  # the clock of the house, which the demo can move
    since: int = 0  # the first fact recorded under the present release
    closed: bool = False  # nobody serves it: time stands where its last fact left it

    def ask(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.link.execute(question, values or None).fetchall()  # type: ignore[arg-type]

    def one(self, question: str, *values: Any) -> Any:
        return self.ask(question, *values)[0][0]

    def facts(self) -> Iterator[Fact]:
        """Every fact, subject by subject in order, never all in memory."""
        with self.link.cursor("facts_of_all") as cursor:
            cursor.itersize = PAGE
            cursor.execute(
                "select seq, subject, n, kind, at, principal, line, prev, hash from ledger_fact order by subject, n"
            )
            for row in cursor:
                seq, subject, n, kind, at, principal, line, prev, digest = row
                yield Fact(seq, subject, n, kind, at, principal, line, bytes(prev), bytes(digest))

    def lives(self) -> Iterator[tuple[str, list[Fact]]]:
        """Every case with the facts that stand, in order: without the turns that were taken back."""
        subject = ""
        kept: list[Fact] = []
        for fact in self.facts():
            if fact.subject != subject:
                if subject.startswith("case/"):
                    yield subject, kept
                subject, kept = fact.subject, []
            if fact.kind == "cases.TurnUndone":
                kept = [one for one in kept if one.seq <= fact.body["since"]]
            kept.append(fact)
        if subject.startswith("case/"):
            yield subject, kept

    def outside(self) -> list[dict[str, Any]]:
        """What clients wrote down of their own requests and the answers, line by line (outside*.jsonl in the home)."""
        return [
            json.loads(line) for path in sorted(self.home.glob("outside*.jsonl"))
            for line in path.read_text("utf-8").splitlines() if line.endswith("}")
        ]  # fmt: skip
