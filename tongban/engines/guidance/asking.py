"""Which question to ask next: the one whose answer is expected to leave the fewest outcomes open (期望信息量)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import log2, prod

MOST_SETS = 4096
"""How many sets of answers are tried; whoever has more should split the thing asked about."""
MOST_QUESTIONS = 6
"""Nobody is asked more than this before he sees his list."""

Answers = Mapping[str, int]
Outcome = Callable[[Answers], Hashable]


@dataclass(frozen=True)
class Question:
    """A question and how often each of its answers is expected, as parts of any whole; equally often unless said."""

    code: str
    options: int
    weights: tuple[float, ...] = ()

    def weight(self, option: int) -> float:
        return self.weights[option] if self.weights else 1.0


@dataclass(frozen=True)
class Weighed:
    """A question that still matters, with the bits its answer is expected to decide."""

    question: Question
    bits: float


@dataclass(frozen=True)
class Asking:
    """Questions in the order written, and what follows from an answer to all of them.

    The order of asking is decided by `next`; the outcome of a set of answers is the same in whichever order they came.
    """

    questions: tuple[Question, ...]
    outcome: Outcome

    def __post_init__(self) -> None:
        if (sets := prod(q.options for q in self.questions)) > MOST_SETS:
            raise ValueError(f"{sets} sets of answers; at most {MOST_SETS} can be tried")

    @cached_property
    def table(self) -> dict[tuple[int, ...], tuple[float, Hashable]]:
        """Every set of answers with its weight and what follows."""
        found = {}
        for chosen in product(*(range(q.options) for q in self.questions)):
            answers = {q.code: n for q, n in zip(self.questions, chosen, strict=True)}
            weight = prod(q.weight(n) for q, n in zip(self.questions, chosen, strict=True))
            found[chosen] = weight, self.outcome(answers)
        return found

    def open(self, answers: Answers) -> list[Weighed]:
        """The questions that still can change what follows, the most telling first; ties in the order written."""
        rows = list(self._rows(answers))
        before, found = _entropy(rows), []
        for place, question in enumerate(self.questions):
            if question.code not in answers and _matters(rows, place):
                found.append(Weighed(question, max(0.0, before - _left(rows, place))))
        return sorted(found, key=lambda one: -round(one.bits, 9))

    def next(self, answers: Answers, asked: int = 0) -> Question | None:
        """What to ask now; None once nothing changes any more, or when ``asked`` questions were enough."""
        waiting = self.open(answers) if asked < MOST_QUESTIONS else []
        return waiting[0].question if waiting else None

    def outcomes(self, answers: Answers) -> set[Hashable]:
        """What may still follow."""
        return {one for _, _, one in self._rows(answers)}

    def _rows(self, answers: Answers) -> Iterator[tuple[tuple[int, ...], float, Hashable]]:
        fixed = [(place, answers[q.code]) for place, q in enumerate(self.questions) if q.code in answers]
        for chosen, (weight, outcome) in self.table.items():
            if all(chosen[place] == option for place, option in fixed):
                yield chosen, weight, outcome


Rows = list[tuple[tuple[int, ...], float, Hashable]]


def _matters(rows: Rows, place: int) -> bool:
    """Whether another answer here, all else being the same, would ever change what follows."""
    seen: dict[tuple[int, ...], Hashable] = {}
    for chosen, _, outcome in rows:
        if seen.setdefault((*chosen[:place], *chosen[place + 1 :]), outcome) != outcome:
            return True
    return False


def _entropy(rows: Rows) -> float:
    total, counts = 0.0, Counter[Hashable]()
    for _, weight, outcome in rows:
        counts[outcome] += weight  # type: ignore[assignment]
        total += weight
    return -sum(n / total * log2(n / total) for n in counts.values() if n > 0) if total else 0.0


def _left(rows: Rows, place: int) -> float:
    """The bits that are still open, on average, once the question at this place is answered."""
    parts: dict[int, Rows] = {}
    for row in rows:
        parts.setdefault(row[0][place], []).append(row)
    total = sum(weight for _, weight, _ in rows)
    return sum(sum(w for _, w, _ in part) / total * _entropy(part) for part in parts.values()) if total else 0.0
