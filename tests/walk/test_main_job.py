"""The main job, walked in a real browser by the people whose job it is.

Asked, accepted, examined, decided, given, verified, rated.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from tests.walk.people import SHOP, act_for, apply, enter, open_case, sign, until, upload

pytestmark = pytest.mark.browser


def ask_for_more(window: Any, number: str) -> None:
    """周济 tells everything that is missing, once."""
    open_case(window, number)
    window.get_by_role("link", name=re.compile("一次性告知补正")).click()
    window.get_by_label(re.compile("主要设备设施布局图")).first.check()
    window.locator("textarea[name='text-floor-plan']").fill("请在布局图上标明清洗消毒设施的位置和尺寸。")
    window.get_by_role("button", name=re.compile("预览告知书")).click()
    assert "清洗消毒设施" in window.inner_text("main")
    window.get_by_role("button", name=re.compile("发出补正告知书")).click()


def supply(citizen: Any, number: str) -> None:
    """林晚 sees what is wanted and hands it in."""
    citizen.goto(f"{citizen.house}/my/cases/{number}/")
    assert "待您补正" in citizen.inner_text("main")
    citizen.goto(f"{citizen.house}/my/cases/{number}/supply/")
    assert "清洗消毒设施" in citizen.inner_text("main")
    upload(citizen, "主要设备设施布局图", "第二版")
    citizen.get_by_role("button", name="提交补正").click()


def examine(browser: Any, house: str, number: str) -> None:
    """Material check first; then the site visit by two, fire safety and ecology in parallel, in whatever order."""
    sign(enter(browser, house, "周远航"), number, "材料审查", "材料齐全，布局合理。")
    ecology = enter(browser, house, "江映月")
    until_open(ecology, number, "油烟排放意见")
    visit = enter(browser, house, "丁一鸣")
    open_case(visit, number)
    visit.get_by_label("一同到场的工作人员").select_option("方可")
    sign(visit, number, "现场核查", "现场与申请一致。", opened=True)
    sign(ecology, number, "油烟排放意见", "油烟净化设施符合要求。")
    sign(enter(browser, house, "韩立冬"), number, "消防意见", "具备消防安全条件。")


def until_open(page: Any, number: str, step: str) -> None:
    open_case(page, number)
    until(page, lambda: page.locator("form#sign").count() > 0, f"the open step {step}")


def decide(browser: Any, house: str, number: str) -> Any:
    """周远航 drafts, 顾知远 signs: two different people; returns 顾知远's page."""
    drafter = enter(browser, house, "周远航")
    until_open(drafter, number, "审核批准")
    sign(drafter, number, "审核批准", "符合法定条件，拟准予许可。", opened=True)
    assert drafter.locator("form#sign").count() == 0, "the first signer is not offered the second signature"
    boss = enter(browser, house, "顾知远")
    until_open(boss, number, "审核批准")
    assert "周远航" in boss.inner_text("main")
    sign(boss, number, "审核批准", "同意准予。", opened=True)
    return boss


def check_signature(citizen: Any, licence: str, folder: Path) -> None:
    """The sealed PDF passes an independent verifier."""
    answer = citizen.request.get(f"{citizen.house}{licence.rstrip('/')}.pdf")
    assert answer.ok, answer.status
    paper = folder / "licence.pdf"
    paper.write_bytes(answer.body())
    if which("pdfsig"):
        said = subprocess.run(["pdfsig", str(paper)], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" in said, said


def revoke(boss: Any, number: str) -> None:
    boss.goto(f"{boss.house}/desk/licences/?number={number}")
    boss.get_by_role("link", name="撤销证照").click()
    boss.locator("textarea[name='text']").fill("申请材料中的布局图与实际不符。")
    boss.locator("#law_other").fill("行政许可法 第六十九条")
    boss.get_by_role("button", name=re.compile("下一步")).click()
    boss.get_by_role("button", name=re.compile("确认撤销证照")).click()


def rate(citizen: Any, number: str) -> None:
    citizen.goto(f"{citizen.house}/my/cases/{number}/")
    citizen.get_by_role("link", name=re.compile("评价")).first.click()
    citizen.get_by_role("button", name="满意", exact=True).click()
    citizen.get_by_role("button", name="提交评价").click()
    assert "感谢" in citizen.inner_text("main") or "谢谢" in citizen.inner_text("main")


def test_a_noodle_shop_gets_its_licence_and_loses_it(browser: Any, house: str, tmp_path: Path) -> None:
    citizen = enter(browser, house, "林晚")
    act_for(citizen, SHOP)
    number = apply(citizen)
    window = enter(browser, house, "周济")
    window.goto(f"{house}/desk/cases/{number}/")
    ask_for_more(window, number)
    supply(citizen, number)
    open_case(window, number)
    window.get_by_role("button", name=re.compile("^受理")).click()
    assert "不能" not in window.inner_text("main")[:200]
    examine(browser, house, number)
    boss = decide(browser, house, number)

    citizen.goto(f"{house}/my/cases/{number}/")
    until(citizen, lambda: "已办结" in citizen.inner_text("main"), "the closed case")
    citizen.goto(f"{house}/my/licences/")
    until(citizen, lambda: citizen.get_by_role("link", name=re.compile("食品经营许可证")).count() > 0, "the licence")
    citizen.get_by_role("link", name=re.compile("食品经营许可证")).first.click()
    licence = citizen.url.removeprefix(house)
    until(citizen, lambda: citizen.request.get(f"{house}{licence.rstrip('/')}.pdf").ok, "the sealed paper")
    check_signature(citizen, licence, tmp_path)
    paper_number = re.search(r"JY\d{14}", citizen.inner_text("main"))
    code = re.search(r"/v/([0-9A-Z]+)", citizen.content())
    assert paper_number
    assert code

    stranger = browser.new_context(locale="zh-CN").new_page()
    stranger.goto(f"{house}/v/{code[1]}")
    assert "有效" in stranger.inner_text("main")
    assert paper_number[0] in stranger.inner_text("main")
    rate(citizen, number)
    revoke(boss, paper_number[0])
    stranger.reload()
    assert "撤销" in stranger.inner_text("main")
