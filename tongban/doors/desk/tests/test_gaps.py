"""The list of what is missing begins with what a machine found; the clerk keeps or strikes each, and he alone sends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tongban.doors.desk.tests import stories
from tongban.engines.reading import Page
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.readings import actions as readings
from tongban.registers.readings import jobs
from tongban.registers.readings.providers import CannotRead
from tongban.work.cases import actions, queries
from tongban.work.cases.models import Case
from tools import pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lanting")]
LEASE, PLACE, OTHER = "warehouse-lease", "望舒区听雨巷 8 号", "澜汀市汤圆甜品铺"
WHOSE, WHEN = f"reads.{LEASE}.match.name", f"reads.{LEASE}.valid"


class Reader:
    """A reader whose process is not needed: the pages are brought by the tests."""

    def version(self) -> str:
        return "test-1"

    def read(self, picture: bytes) -> Page:
        raise CannotRead("never asked")


@pytest.fixture
def doubted(monkeypatch: pytest.MonkeyPatch) -> Case:
    """An application on the window's desk whose lease is another's and has run out."""
    monkeypatch.setattr(jobs, "reader", Reader)
    case = stories.submitted(also=(LEASE,), premises__warehouse="yes", premises__warehouse_address=PLACE)
    reading = jobs.want(queries.seen(case)[LEASE].material)
    rows = pages.lease(OTHER, f"澜汀市{PLACE}", time.today() - timedelta(days=3))
    readings.keep(Actor.system(), str(reading.pk), [pages.page(rows)])
    return stories.again(case)


def gaps(case: Case, **post: object) -> str:
    client, at = stories.signed_in(stories.CLERK), f"/desk/cases/{case.number}/gaps/"
    return (client.post(at, post) if post else client.get(at)).content.decode()


def test_what_was_read_and_is_wrong_stands_first_ticked_with_the_field_named(doubted: Case) -> None:
    html = gaps(doubted)
    first = html[html.index("系统核对发现的问题") :]
    assert first.index(f'value="{LEASE}" checked') < first.index("</fieldset>")
    assert OTHER in first  # whose it is instead
    assert "已经过期" in first
    assert html.index(WHOSE) < html.index('value="floor-plan"')
    assert stories.again(doubted).state == "submitted"


def test_what_the_clerk_strikes_is_not_in_the_notice(doubted: Case) -> None:
    html = gaps(doubted, pick=LEASE, step="preview", **{f"why-{LEASE}": WHEN})
    assert "已经过期" in html
    assert OTHER not in html
    key = html.split('name="key" value="')[1].split('"')[0]
    gaps(doubted, pick=LEASE, step="send", key=key, **{f"why-{LEASE}": WHEN})
    gap = doubted.gaps.get()
    assert gap.sentence.startswith("已经过期")
    assert OTHER not in gap.sentence


def test_all_struck_and_nothing_written_is_no_gap(doubted: Case) -> None:
    assert "怎样补正" in gaps(doubted, pick=LEASE, step="preview")


def test_what_an_official_cleared_is_not_proposed_again(doubted: Case) -> None:
    clerk = stories.official(stories.CLERK)
    for code in (WHOSE, WHEN):
        actions.overrule(clerk, str(doubted.pk), code, outcome="pass", reason="附有证明")
    assert f'value="{LEASE}" checked' not in gaps(doubted)


def test_an_official_finds_otherwise_on_the_page_with_a_reason_and_the_machines_word_stays(doubted: Case) -> None:
    client, at = stories.signed_in(stories.CLERK), f"/desk/cases/{doubted.number}/"
    form = {"point": WHOSE, "outcome": "pass", "key": "1"}
    refused = client.post(f"{at}finding/", {**form, "reason": " "})
    assert refused.status_code == 422
    assert "理由" in refused.content.decode()
    assert client.post(f"{at}finding/", {**form, "reason": "附有名称变更证明", "key": "2"}).status_code == 302
    html = client.get(f"{at}?view=checks").content.decode()
    assert "人工认定符合：</b>附有名称变更证明" in html
    assert "机器结果为“不符”" in html
    assert stories.signed_in("linwan").post(f"{at}finding/", {**form, "reason": "看过", "key": "3"}).status_code == 403
