"""Every item of the twelve is asked for once in a real browser, and a few are carried to what they give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.walk.filling import answers, fill
from tests.walk.people import act_for, enter, open_case, sign, until
from tongban.registers.catalogue import folder
from tongban.registers.catalogue.kinds import Definition
from tongban.site.demo.papers import page as drawn

pytestmark = [pytest.mark.browser, pytest.mark.walks]
ITEMS = Path(__file__).parents[2] / "items"


@dataclass(frozen=True)
class Errand:
    """Who asks for which item, and for which firm."""

    folder: str
    who: str
    firm: str = ""


ERRANDS = (
    Errand("market/food-business-licence", "林晚", "澜汀市晚来香面馆"),
    Errand("city/outdoor-advertising", "张小禾", "澜汀拾光科技有限公司"),
    Errand("health/public-place-health-licence", "叶白", "澜汀云汀宾馆有限公司"),
    Errand("transport/road-freight-licence", "杨龑", "澜汀迅达运输有限公司"),
    Errand("market/company-registration", "韩霄"),
    Errand("market/sole-trader-registration", "莫芸"),
    Errand("security/residence-permit", "阿依夏木·买买提"),
    Errand("security/identity-card", "林知夏"),
    Errand("health/birth-registration", "林知夏"),
    Errand("employment/flexible-employment-subsidy", "莫芸"),
    Errand("welfare/old-age-allowance", "禾素芬"),
    Errand("welfare/disabled-subsidies", "白薇"),
)
NEW = "澜汀星河信息技术有限公司"  # as the item's first example calls it
# What is decided on the spot: who signs, and what is held afterwards.
GIVEN = {"company-registration": ("高如许", "营业执照"), "birth-registration": ("夏至和", "生育登记凭证")}


def apply(page: Any, definition: Definition) -> str:
    """From the guide to the number; nothing is typed that the page knows already."""
    page.goto(f"{page.house}/services/{definition.code}/")
    page.get_by_role("button", name=re.compile("在线办理|新建一份申请")).click()
    draft = page.url
    page.get_by_role("link", name="继续填写").click()
    typed, asked = answers(definition, date.today()), page.locator("form[data-autosave]")
    wrong = page.locator("[role=alert]")
    for _ in range(3 * len(definition.form.pages)):
        if not asked.count():
            break
        fill(page, typed)  # an answer may bring further questions to the page
        page.get_by_role("button", name="保存并继续").click()
    assert not asked.count(), f"{definition.code}: {wrong.all_inner_texts()}"
    hand_in(page, draft)
    page.goto(f"{draft}check/")
    page.locator("#promise").check()
    page.get_by_role("button", name="提交申请").click()
    found = re.search(r"LT-\d{8}-\d{6}", page.inner_text("main"))
    assert found, f"{definition.code}: {page.inner_text('main')[:1500]}"
    return found[0]


def hand_in(page: Any, draft: str) -> None:
    """Every document that is asked for, drawn; choosing the file sends it."""
    page.goto(f"{draft}materials/")
    for _ in range(20):
        waiting = page.locator("ol.slots > li:not(.ready) input[type=file]")
        if not waiting.count():
            return
        slot = page.locator("ol.slots > li:not(.ready)").filter(has=page.locator("input[type=file]")).first
        title = slot.locator("h2").inner_text().split()[0]
        with page.expect_navigation():
            waiting.first.set_input_files(
                {"name": f"{title}.png", "mimeType": "image/png", "buffer": drawn(title, page.house)}
            )
        page.get_by_role("link", name=f"{title}.png").first.wait_for()
    raise AssertionError(f"something is still asked for: {page.inner_text('main')[:1500]}")


def test_each_of_the_twelve_is_asked_for_and_what_is_instant_is_given(browser: Any, house: str) -> None:
    pages: dict[str, Any] = {}
    numbers: dict[str, tuple[str, Any]] = {}
    for errand in ERRANDS:
        page = pages.get(errand.who) or pages.setdefault(errand.who, enter(browser, house, errand.who))
        if errand.firm:
            act_for(page, errand.firm)
        definition = folder.load(ITEMS / errand.folder)
        numbers[definition.code] = (apply(page, definition), page)
    assert len({number for number, _ in numbers.values()}) == len(ERRANDS)
    clerk = enter(browser, house, "李示范")
    for code, (official, licence) in GIVEN.items():
        number, citizen = numbers[code]
        open_case(clerk, number)
        if clerk.get_by_role("button", name=re.compile("^受理")).count():  # what rules do not cover, people decide
            accepted(clerk, number)
            sign(enter(browser, house, official), number, "登记", "材料齐全，符合法定形式。")
        citizen.goto(f"{house}/my/cases/{number}/")
        until(citizen, lambda page=citizen: "已办结" in page.inner_text("main"), f"the end of {code}")
        if code == "company-registration":
            citizen.goto(f"{house}/identity/")
            until(citizen, lambda page=citizen: page.get_by_label(NEW).count() > 0, "the new company")
            act_for(citizen, NEW)
        citizen.goto(f"{house}/my/licences/")
        until(citizen, lambda page=citizen, said=licence: said in page.inner_text("main"), licence)


def accepted(clerk: Any, number: str) -> None:
    open_case(clerk, number)
    clerk.get_by_role("button", name=re.compile("^受理")).click()
    clerk.wait_for_load_state()
