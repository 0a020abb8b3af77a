"""A window without a network: the page opens, a true code is told from a forged one, the house hears of it later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from tongban.kernel import time
from tongban.registers.codes import actions, queries
from tongban.registers.codes.models import Scan
from tongban.registers.identity import queries as identity
from tools import people
from tools.chromium import chromium, found

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("town"),
    pytest.mark.skipif(not found(), reason="no Chromium on this machine"),
]


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop in this thread
    with chromium() as opened:
        yield opened


def at_desk(browser: Browser, url: str) -> Any:
    found, client = identity.account_by_name("LT0003"), Client()
    assert found is not None
    client.force_login(found)
    context = browser.new_context(base_url=url, locale="zh-CN")
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
    return context.new_page()


def check(page: Any, code: str, why: str = "办理居住证") -> Any:
    page.get_by_label("要办什么").fill(why)
    page.get_by_label("码", exact=True).fill(code)
    page.get_by_role("button", name="核验", exact=True).click()
    return page.locator("[data-answer]")


def test_with_the_line_cut_codes_are_checked_and_each_use_is_told_when_it_is_back(
    browser: Browser, live_server: Any
) -> None:
    actions.open_code(people.grandmother())
    batch = actions.prepare_offline(people.grandmother(), "手机")
    now, last = queries.tokens_of(batch)[0].text, queries.tokens_of(batch)[-1].text
    page, wrong = at_desk(browser, live_server.url), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    page.goto("/desk/scan/offline/")
    expect(page.locator("[data-ready]")).to_contain_text("断网时可以用")
    page.context.set_offline(True)
    page.goto("/desk/scan/offline/")
    expect(page.locator("[data-ready]")).to_contain_text("现在没有网络")
    expect(check(page, now)).to_contain_text("码是真的，没有过期：个人码")
    expect(page.locator("[data-answer]")).to_contain_text("没有问到的")
    expect(check(page, now)).to_contain_text("刚刚已经核验过一次")
    expect(check(page, last)).to_contain_text("还没有到可以使用的时间")
    expect(check(page, f"{last[:-6]}AAAAAA")).to_contain_text("签名不对")
    expect(check(page, "abc")).to_contain_text("不是本平台的码")
    expect(page.locator("[data-waiting]")).to_have_text("有 1 次核验等着补报。")
    assert not Scan.objects.exists()
    page.context.set_offline(False)
    page.goto("/desk/scan/offline/")
    expect(page.locator("[data-answer]")).to_contain_text("已经补报")
    expect(page.locator("[data-waiting]")).to_have_text("没有。")
    row = Scan.objects.get()
    assert (row.purpose, row.told_at is not None, row.withdrawn) == ("办理居住证", True, False)
    assert time.now() - row.at < timedelta(minutes=10)
    assert wrong == []
