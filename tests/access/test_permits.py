"""Who may do what, held against the committed table: no database, every permit, everybody."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from tests.access.permits import DEEPER, HERS, TABLE, THING, UNPROVED, permits, table
from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import NotAllowed, NotYours, ProveFirst
from tongban.registers.identity.errors import NotEmpowered
from tongban.work.approvals import permits as steps
from tongban.work.approvals.errors import NotTheSigner, SameSigner
from tongban.work.cases import permits as cases


def test_every_permit_lets_in_whom_the_table_says_and_nobody_else() -> None:
    wrong = set(table().splitlines()) ^ set(TABLE.read_text(encoding="utf-8").splitlines())
    assert not wrong, "\n".join(sorted(wrong)[:20])


def test_the_table_knows_every_permit_that_asks_no_rows() -> None:
    known = {line.partition(":")[0].split()[0] for line in TABLE.read_text(encoding="utf-8").splitlines()}
    assert {name for name, _ in permits() if not name.startswith(DEEPER)} == known


@pytest.mark.parametrize(
    ("who", "told"),
    [(Actor("official", "o9", "", posts=(Post("check", "market", "999001", "reviewer"),)), NotAllowed),
     (replace(HERS, rights=("see",)), NotEmpowered), (Actor("person", "p9", ""), NotYours)],
)  # fmt: skip
def test_a_refusal_says_whether_the_case_the_right_or_the_post_is_missing(who: Actor, told: type[Exception]) -> None:
    case: Any = SimpleNamespace(**THING)
    with pytest.raises(told) as refused:
        cases.require(who, "withdraw", case)
    assert type(refused.value) is told


def test_a_machine_does_nothing_but_what_rules_decide() -> None:
    case: Any = SimpleNamespace(**THING)
    machine = Actor("official", "o9", "", posts=(Post("check", "market", "999001", "automatic"),), proved=True)
    assert {verb for verb in cases.WHO if cases.may(machine, verb, case)} == set(cases.BY_RULES)


def test_a_hearing_is_asked_for_once_told_of_and_held_once_called() -> None:
    case: Any = SimpleNamespace(**THING)
    assert not any(cases.fits(verb, case) for verb in ("ask_hearing", "call_hearing", "hold_hearing"))
    assert not cases.may(HERS, "ask_hearing", case)
    case.hearing = SimpleNamespace(asked_at=None, begins_at=None)
    assert cases.fits("ask_hearing", case)
    assert cases.may(HERS, "ask_hearing", case)
    assert not cases.fits("hold_hearing", case)


def test_what_goes_by_post_is_handed_out_at_no_window() -> None:
    by_post: Any = SimpleNamespace(**{**THING, "way": "post"})
    assert cases.fits("hand_out", SimpleNamespace(**THING))  # type: ignore[arg-type]
    assert not cases.fits("hand_out", by_post)


def test_a_window_of_the_whole_city_that_is_held_to_other_items_is_none() -> None:
    anywhere: Any = SimpleNamespace(**{**THING, "definition": SimpleNamespace(anywhere=True, strength=2, title="事项")})
    window = Post("window", "service-centre", "999002", "clerk")
    assert cases.is_clerk(Actor("official", "o9", "", posts=(window,)), anywhere)
    assert not cases.is_clerk(Actor("official", "o9", "", posts=(replace(window, items=("other",)),)), anywhere)


def test_what_wants_a_strong_sign_in_wants_a_fresh_factor_too() -> None:
    surest: Any = SimpleNamespace(strength=3, title="事项")
    cases.require_sure(replace(HERS, strength=2), surest)
    with pytest.raises(ProveFirst):
        cases.require_sure(replace(UNPROVED, strength=2), surest)


THING_ITSELF: Any = SimpleNamespace(**THING)
OWN = Post("check", "market", "999001", "reviewer")


def signs(*posts: Post, signed: tuple[str, str] = ("", ""), lent: Post | None = None, lender: str = "o2") -> str:
    """What comes of o9 wanting to sign a step of the desk "check" in 999001."""
    step: Any = SimpleNamespace(sign=1, decides=False, desk="check", area=None)
    standing: Any = [SimpleNamespace(official=signed[0], behalf_of=signed[1])] if any(signed) else []
    others: Any = [SimpleNamespace(post=lent, official=lender, name="别人")] if lent else []
    try:
        steps.signing_post(Actor("official", "o9", "", posts=posts), step, THING_ITSELF, standing, others)
    except SameSigner:
        return "same"
    except NotTheSigner:
        return "no"
    return "may"


def test_a_step_is_signed_from_a_post_at_its_desk_for_its_area_or_in_the_place_of_who_has_one() -> None:
    wrong = (
        replace(OWN, desk="other"), replace(OWN, area="999002"), replace(OWN, role="clerk"),
        replace(OWN, items=("another-item",)),
    )  # fmt: skip
    assert [signs(OWN), signs(lent=OWN), signs()] == ["may", "may", "no"]
    assert {signs(post) for post in wrong} | {signs(lent=post) for post in wrong} == {"no"}


def test_two_signatures_are_two_people_s_and_rest_on_the_posts_of_two() -> None:
    assert [signs(OWN, signed=("o9", "")), signs(OWN, signed=("o1", "o9"))] == ["same", "same"]
    assert [signs(lent=OWN, signed=("o2", "")), signs(lent=OWN, signed=("o1", "o2"))] == ["same", "same"]
    assert signs(OWN, signed=("o1", "o2")) == "may"
