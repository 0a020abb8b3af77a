"""What rules decide, on the pages of those concerned: granted at once, looked at again by people, stopped at once.

The same is walked with a mouse in `tests/walk/test_automatic.py`.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tongban.doors.portal.tests.walking import browser, key_in
from tongban.kernel import time
from tongban.work.cases.models import Case
from tongban.work.rulings import actions, queries
from tongban.work.rulings.tests.test_rulings import TRADE, shop
from tongban.work.rulings.tests.test_rulings import posts as posts
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
DECIDED = "这是系统自动作出的决定"
PENSION = people.ALLOWANCE


def reads(account: str, case: Case, given: str) -> None:
    """The applicant reads the decision, by which rules it was made, and what he was given."""
    said = browser(account).get(f"/my/cases/{case.number}/").content.decode()
    assert DECIDED in said
    assert given in said
    rules = said.partition("看看是哪些规则")[2].partition("</details>")[0]
    assert rules.count("<li") > 2


def switch(turn: str, item: str, reason: str) -> str:
    """One switch, for an item or ("") for all; returns what the page then says."""
    overseer = browser("LT0012")
    page = overseer.get("/office/automatic/")
    said = {"turn": turn, "item": item, "reason": reason, "key": key_in(page)}
    assert overseer.post("/office/automatic/", said).status_code == 302
    return overseer.get("/office/automatic/").content.decode()


def look_again(account: str, case: Case, finding: str, rule: int = 0) -> None:
    """The sample lies on the desk of who answers for it; he says what he found."""
    clerk = browser(account)
    found = re.search(rf"/desk/cases/{case.number}/again/sample/[0-9a-f-]+/", clerk.get("/desk/").content.decode())
    assert found, f"no sample of {case.number}"
    page = clerk.get(found[0]).content.decode()
    rules = re.findall(r'<option value="([^"]*)"', page.partition('name="rule"')[2].partition("</select>")[0])
    said = {"finding": finding, "rule": rules[rule] if rule else "", "text": "与登记信息逐项核对。", "key": "K" * 20}
    assert clerk.post(found[0], said).status_code == 302


def test_rules_decide_at_once_people_look_again_and_one_switch_stops_them() -> None:
    pension, trade = people.submitted(PENSION), shop()
    reads("henainai", pension, "已办结")
    reads("hexiaoman", trade, "营业执照")
    assert "已停用" in switch("stop", PENSION, "登记数据待核对")
    switch("stop", "", "演练停用")
    second = shop(**{"shop.name": "澜汀市望舒区小满书店"})
    assert second.state == "submitted"
    assert "演练停用" in browser("LT0004").get(f"/desk/cases/{second.number}/").content.decode()
    day = time.today()
    with time.held(time.now() + timedelta(days=1)):
        for item in (PENSION, TRADE):
            actions.draw(people.SYSTEM, item, day, seed="seed")
        look_again("LT0701", pension, "agree")
        look_again("LT0107", trade, "wrong", rule=1)
        said = switch("resume", "", "演练完毕")
    assert "登记数据待核对" in said
    assert trade.number in said
    assert queries.switches()[""].on
