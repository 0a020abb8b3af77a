"""The table of a change of the library, without a database."""

from __future__ import annotations

from tongban.kernel.actor import Actor, Post
from tongban.work.revisions import permits
from tongban.work.revisions.kinds import State
from tongban.work.revisions.states import MOVES, STATES, VERBS


def test_every_state_and_verb_has_its_word_and_every_state_is_reached() -> None:
    assert set(STATES) == set(State.values)
    assert {verb for _, verb in MOVES} == set(VERBS)
    assert {move.to for move in MOVES.values()} == set(STATES)


def test_what_is_published_or_dropped_moves_no_more() -> None:
    assert not {state for state, _ in MOVES} & {"published", "dropped"}


def test_only_a_second_person_leads_out_of_review_towards_publication() -> None:
    assert {move.who for (state, verb), move in MOVES.items() if move.to == "approved"} == {"second"}
    assert {move.who for move in MOVES.values() if move.to == "published"} == {"system"}


def test_a_reviewer_reviews_at_the_desk_of_the_library_only() -> None:
    def official(desk: str, role: str, area: str = "") -> Actor:
        return Actor("official", "1", "某", posts=(Post(desk, "service-centre", area, role),), proved=True)

    assert permits.may_review(official("catalogue", "reviewer"), "999001")
    assert not permits.may_review(official("food-licensing", "reviewer"), "999001")
    assert not permits.may_draft(official("catalogue", "reviewer"), "999001")
    assert not permits.may_draft(official("catalogue", "operator", "999002"), "999001")
