"""The exchange tables where rooms meet: a rating beside its case."""

import pytest

from tongban.watch.ratings import actions as ratings
from tongban.watch.ratings import queries as rating_rows
from tongban.watch.reporting.tests.giving import out, rows_of
from tools import people

pytestmark = pytest.mark.usefixtures("town")


def test_a_rating_leaves_both_ways_round_and_without_its_author_when_anonymous():
    case = people.closed()
    token = rating_rows.invitation_of(case).token
    ratings.rate(people.owner(), token, level=4, anonymous=True)
    batch = out()
    assert rows_of(batch, "up_pro_result", case)[0]["satisfaction"] == "2"
    (row,) = [one for one in batch.rows["evaluation"] if one["projectNo"] == case.number]
    (ours,) = rows_of(batch, "ds09_evaluation", case)
    assert (ours["满意度代码"], ours["满意度"], ours["评价人"]) == ("2", "满意", "")
    assert (row["satisfaction"], row["certkeyGOV"], row["userName"], row["anonymityFlag"]) == ("4", "", "", "1")
