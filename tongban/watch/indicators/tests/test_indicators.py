"""Figures: each the same as counting by hand, made again from nothing, and open to the cases behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tongban.kernel import time
from tongban.kernel.facts import known_kinds
from tongban.watch.indicators import jobs, queries
from tongban.watch.indicators.errors import NoSuchFigure
from tongban.watch.indicators.folding import TELL
from tongban.watch.indicators.gathering import COLUMNS
from tongban.watch.indicators.kinds import FIGURES, Figure
from tongban.watch.indicators.models import Cursor, Tally
from tongban.work.cases import actions as cases
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
LATER = {"cases.MaterialsCounted", "rulings.CaseRuled"}  # of rooms that may stand beside this one


def gathered() -> None:
    people.placed()
    jobs.gather()


def figures(item: str = "", **between: Any) -> dict[str, Figure]:
    line = next(one for one in queries.lines(item=item, **between) if one.item == item)
    return {one.definition.code: one for one in line.figures}


@pytest.fixture
def lived() -> dict[str, Case]:
    """A draft; one submitted; one that was asked for more; one accepted at once; one closed; one taken back."""
    found = {
        "draft": people.draft(), "submitted": people.submitted(), "incomplete": people.incomplete(),
        "accepted": people.accepted(), "closed": people.closed(), "withdrawn": people.submitted(),
    }  # fmt: skip
    cases.withdraw(people.owner(), str(found["withdrawn"].pk), "不办了")
    gathered()
    return found


def test_every_fact_a_tally_is_folded_from_exists() -> None:
    assert set(TELL) - LATER <= set(known_kinds())
    assert {kind for one in FIGURES.values() for kind in one.facts} <= set(TELL)


def test_the_figures_are_what_one_counts_by_hand(lived: dict[str, Case]) -> None:
    found = figures()
    assert queries.lines()[0].submitted == 5
    assert (found["first-try"].part, found["first-try"].whole) == (2, 4)
    assert (found["granted"].part, found["granted"].whole) == (1, 1)
    assert (found["prereview"].whole, found["satisfied"].whole) == (5, 0)
    assert found["satisfied"].share is None


def test_the_prefilled_share_sums_questions_and_not_cases(lived: dict[str, Case]) -> None:
    one, rows = figures()["prefill"], Tally.objects.filter(asked__gt=0)
    assert rows.count() == 5
    assert one.part == sum(row.prefilled for row in rows)
    assert one.whole == sum(row.asked for row in rows)
    assert 0 < one.part < one.whole


def test_who_takes_an_application_back_does_not_make_the_figure_better(lived: dict[str, Case]) -> None:
    behind = {row.number for row in queries.behind("first-try", hit=False)}
    assert behind == {lived["withdrawn"].number, lived["incomplete"].number}


def test_gathering_twice_or_anew_gives_the_same(lived: dict[str, Case]) -> None:
    def all_of_them() -> list[Any]:
        return list(Tally.objects.order_by("subject").values_list("subject", *COLUMNS))

    once = all_of_them()
    Cursor.objects.update(place=0)
    jobs.gather()
    assert all_of_them() == once
    assert jobs.rebuild() > 0
    assert all_of_them() == once
    assert jobs.gather() == 0


def test_a_figure_opens_the_cases_behind_it_page_by_page(
    lived: dict[str, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    seen: list[str] = []
    after = 0
    while page := queries.behind("online", after=after):
        seen += [row.number for row in page]
        after = page[-1].pk
    assert sorted(seen) == sorted(case.number for name, case in lived.items() if name != "draft")
    with pytest.raises(NoSuchFigure):
        queries.behind("nonsense")


def test_days_and_items_narrow_it(lived: dict[str, Case]) -> None:
    tomorrow = time.today() + timedelta(1)
    assert queries.lines(start=tomorrow)[0].submitted == 0
    assert queries.lines(end=time.today())[0].submitted == 5
    assert [line.item for line in queries.lines(item=people.FOOD)] == ["", people.FOOD]
    assert queries.of_item("nothing-asked") is None


def test_what_was_taken_back_within_ten_seconds_never_counts() -> None:
    case, clerk = people.submitted(), people.clerk()
    cases.turn_away(clerk, str(case.pk), "不属于受理范围", "行政许可法 第三十二条", grace=10)
    cases.undo(clerk, str(case.pk))
    gathered()
    [tally] = Tally.objects.all()
    assert (tally.answered_on, tally.closed_on) == (None, None)
