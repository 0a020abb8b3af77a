"""Looking into what was promised: the promise and its consequence are read, and the conclusion is kept."""

from __future__ import annotations

import pytest

from tongban.doors.desk.tests.stories import signed_in
from tongban.journey.tests.test_undertakings import accepted, changing, granted
from tongban.work.cases.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.fixture
def case() -> Case:
    return granted(accepted(changing()))


def test_the_promise_is_looked_into_with_its_consequence_before_ones_eyes(case: Case) -> None:
    desk, address = signed_in("LT0103"), f"/desk/cases/{case.number}/promises/floor-plan/"
    page = desk.get(address).content.decode()
    assert "承诺不实的后果" in page
    assert "食品经营许可证" in page, "what was given on it"
    said = {"verdict": "kept", "key": "look-1"}
    short = desk.post(address, {**said, "finding": ""})
    assert (short.status_code, "data-focus" in short.content.decode()) == (422, True)
    assert desk.post(address, {**said, "finding": "现场与布局图一致。"}).status_code == 302
    assert "现场与布局图一致。" in desk.get(address).content.decode()
