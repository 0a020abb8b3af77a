"""What may be promised about the order of questions, whatever the questions are."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.engines.guidance import Asking, Question


@st.composite
def asked_about(draw: st.DrawFn) -> Asking:
    """Up to four questions; outcomes drawn so that many of them are alike."""
    counts = draw(st.lists(st.integers(2, 4), min_size=1, max_size=4))
    questions = tuple(Question(f"q{n}", count) for n, count in enumerate(counts))
    size = 1
    for count in counts:
        size *= count
    told = draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    table = dict(zip(product(*(range(c) for c in counts)), told, strict=True))
    return Asking(questions, lambda a: table[tuple(a[q.code] for q in questions)])


def walked(asking: Asking, truth: dict[str, int]) -> dict[str, int]:
    answers: dict[str, int] = {}
    while (question := asking.next(answers, 0)) is not None:
        answers[question.code] = truth[question.code]
    return answers


@settings(max_examples=60, deadline=None)
@given(asked_about(), st.randoms(use_true_random=False))
def test_stopping_early_comes_to_what_asking_everything_comes_to(asking: Asking, chance: random.Random) -> None:
    truth = {q.code: chance.randrange(q.options) for q in asking.questions}
    assert asking.outcomes(walked(asking, truth)) == {asking.outcome(truth)}


@settings(max_examples=60, deadline=None)
@given(asked_about(), st.randoms(use_true_random=False))
def test_nothing_is_asked_that_changes_nothing(asking: Asking, chance: random.Random) -> None:
    truth = {q.code: chance.randrange(q.options) for q in asking.questions}
    answers: dict[str, int] = {}
    while (question := asking.next(answers)) is not None:
        rest = [q for q in asking.questions if q.code not in answers and q != question]
        changes = any(
            len({asking.outcome({**answers, **dict(zip((q.code for q in rest), others, strict=True)),
                                 question.code: n}) for n in range(question.options)}) > 1
            for others in product(*(range(q.options) for q in rest))
        )  # fmt: skip
        assert changes
        answers[question.code] = truth[question.code]


@settings(max_examples=40, deadline=None)
@given(asked_about(), st.randoms(use_true_random=False))
def test_the_order_of_answers_says_nothing(asking: Asking, chance: random.Random) -> None:
    answers = [(q.code, chance.randrange(q.options)) for q in asking.questions if chance.random() < 0.6]
    shuffled = chance.sample(answers, len(answers))
    assert asking.open(dict(answers)) == asking.open(dict(shuffled))
    assert asking.outcomes(dict(answers)) == asking.outcomes(dict(shuffled))


@settings(max_examples=40, deadline=None)
@given(asked_about())
def test_the_question_asked_leaves_least_open(asking: Asking) -> None:
    bits = [one.bits for one in asking.open({})]
    assert bits == sorted(bits, reverse=True)


def test_a_question_that_only_matters_with_another_is_asked_all_the_same() -> None:
    asking = Asking((Question("a", 2), Question("b", 2)), lambda answers: answers["a"] ^ answers["b"])
    assert [one.bits for one in asking.open({})] == [0.0, 0.0]
    assert asking.next({}) == Question("a", 2)
    assert asking.next({"a": 1, "b": 0}) is None


def test_what_is_likelier_weighs_more() -> None:
    rare, even = Question("rare", 2, (99, 1)), Question("even", 2)
    asking = Asking((rare, even), lambda answers: (answers["rare"], answers["even"]))
    assert asking.next({}) == even


def test_six_questions_are_enough() -> None:
    questions = tuple(Question(f"q{n}", 2) for n in range(8))
    asking = Asking(questions, lambda answers: tuple(answers.values()))
    assert asking.next({}, asked=6) is None
    with pytest.raises(ValueError, match="at most"):
        Asking(tuple(Question(f"q{n}", 4) for n in range(8)), lambda answers: None)
