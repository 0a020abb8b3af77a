"""Ten seconds on the desk: the banner, the button, what was typed wrong is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings as django_settings

from tongban.doors.desk.tests import stories
from tongban.doors.desk.tests.test_desk import at, key_of
from tongban.kernel import time
from tongban.registers.ledger import queries as ledger
from tongban.work.tasks import queries as tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lanting")]


@pytest.fixture
def _ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(django_settings, "TONGBAN", replace(django_settings.TONGBAN, grace=10.0))


@pytest.mark.usefixtures("_ten_seconds")
def test_an_acceptance_offers_to_be_taken_back_and_is() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    html = client.get(at(case)).content.decode()
    html = client.post(at(case, "acceptance/"), {"key": key_of(html)}, follow=True).content.decode()
    assert "将在 10 秒后送达申请人" in html
    assert "“受理”的文书还没有送出" in html
    html = client.post(at(case, "undo/"), {"key": "again"}, follow=True).content.decode()
    assert "已撤销：文书作废" in html
    assert stories.again(case).state == "submitted"
    opinions = client.get(at(case) + "?view=opinions").content.decode()
    assert "作废" in opinions
    assert "撤销办理，文书作废" in client.get(at(case) + "?view=log").content.decode()


@pytest.mark.usefixtures("_ten_seconds")
def test_after_ten_seconds_the_button_is_gone_and_a_late_click_is_told_why() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    client.post(at(case, "acceptance/"), {"key": "k"})
    with time.held(time.now() + timedelta(seconds=11)):
        assert "还没有送出" not in client.get(at(case)).content.decode()
        answer = client.post(at(case, "undo/"), {"key": "late"})
    assert answer.status_code == 409
    assert "文书已经送达" in answer.content.decode()
    assert stories.again(case).state == "accepted"


@pytest.mark.usefixtures("_ten_seconds")
def test_rows_of_a_batch_are_taken_back_one_by_one() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    task = str(tasks.open_of(case.subject, "accept")[0].pk)
    html = client.post("/desk/batch/", {"act": "accept", "pick": task, "step": "do", "key": "b"}).content.decode()
    assert f"撤销 {case.number}" in html
    client.post(at(case, "undo/"), {"key": "u"})
    assert stories.again(case).state == "submitted"
    assert ledger.timeline(case.subject)[-1].kind == "cases.TurnUndone"

