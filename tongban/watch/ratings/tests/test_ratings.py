"""Ratings: once per case, by whoever was served, namelessly when he wants; a poor one is somebody's task."""

from __future__ import annotations

import pytest

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger import queries as ledger
from tongban.watch.ratings import actions, kinds, queries
from tongban.watch.ratings.errors import LevelNeeded, NoInvitation, RatedAlready
from tongban.work.cases import actions as cases
from tongban.work.cases.models import Case
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def invited() -> tuple[Case, str]:
    """A case turned away: over, and its applicant invited."""
    case = people.submitted()
    case = people.settled(cases.turn_away(people.clerk(), str(case.pk), "不属于职权范围", "行政许可法 第三十二条"))
    invitation = queries.invitation_of(case)
    assert invitation is not None
    return case, invitation.token


def facts(case: Case) -> list[tuple[str, str]]:
    return [(row.kind, row.principal) for row in ledger.timeline(case.subject) if row.kind.startswith("ratings.")]


def test_whoever_was_served_is_invited_once() -> None:
    case, token = invited()
    assert queries.invitation(token.lower()).number == case.number
    assert [kind for kind, _ in facts(case)] == ["ratings.RatingInvited"]


def test_who_took_his_application_back_is_not_asked() -> None:
    case = people.submitted()
    case = people.settled(cases.withdraw(people.owner(), str(case.pk)))
    assert queries.invitation_of(case) is None


def test_a_case_is_rated_once() -> None:
    case, token = invited()
    actions.rate(people.owner(), token, level=5)
    with pytest.raises(RatedAlready):
        actions.rate(people.owner(), token, level=1)
    assert queries.invitation(token).rated
    assert queries.of_item(case.item_code) == (5.0, 1)


def test_the_link_is_enough_without_signing_in() -> None:
    case, token = invited()
    actions.rate(Actor.nobody(), token, level=4)
    rating = queries.rating_of(case)
    assert rating is not None
    assert rating.level == 4


@pytest.mark.parametrize("account", ["LT0003", "LT0102", "LT0012"])
def test_officials_do_not_rate_for_people(account: str) -> None:
    case, token = invited()
    with pytest.raises(NotAllowed):
        actions.rate(people.actor(account), token, level=5)
    assert queries.rating_of(case) is None


@pytest.mark.parametrize("level", [0, 6, -1])
def test_there_are_five_levels(level: int) -> None:
    with pytest.raises(LevelNeeded):
        actions.rate(people.owner(), invited()[1], level=level)


@pytest.mark.parametrize("token", ["", "NO-SUCH-TOKEN", "\x00"])
def test_a_link_that_is_none_opens_nothing(token: str) -> None:
    for ask in (lambda: queries.invitation(token), lambda: actions.rate(people.owner(), token, level=5)):
        with pytest.raises(NoInvitation):
            ask()


def test_tags_of_another_level_are_dropped() -> None:
    _, token = invited()
    mine, foreign = next(iter(kinds.tags()[5])), next(iter(kinds.tags()[1]))
    rating = actions.rate(people.owner(), token, level=5, tag_codes=[mine, foreign, "nonsense"])
    assert rating.tags == [mine]


def test_an_anonymous_rating_leaves_no_person_anywhere() -> None:
    case, token = invited()
    me = people.owner()
    rating = actions.rate(me, token, level=1, text="等得太久\x00", anonymous=True)
    lines = [row.line for row in ledger.timeline(case.subject) if row.kind in ("ratings.Rated", "ratings.PoorRating")]
    assert len(lines) == 2
    assert all(me.id not in line and me.name not in line and me.applicant not in line for line in lines)
    assert me.id not in str(vars(rating))
    assert rating.text == "等得太久"


def test_a_named_rating_names_who_gave_it() -> None:
    case, token = invited()
    me = people.owner()
    actions.rate(me, token, level=5, anonymous=False)
    assert facts(case)[-1] == ("ratings.Rated", me.principal)


@pytest.mark.parametrize(("level", "opens"), [(1, True), (2, True), (3, False), (5, False)])
def test_a_poor_rating_is_the_supervisors_task_not_the_rated_desk_s(level: int, opens: bool) -> None:
    case, token = invited()
    actions.rate(people.owner(), token, level=level)
    people.settled(case)
    mine = [t for t in tasks.work_list(people.actor("LT0012")) if t.kind == "follow-up"]
    assert [t.subject for t in mine] == ([case.subject] if opens else [])
    assert not any(t.kind == "follow-up" for t in tasks.work_list(people.clerk()))
