"""A passkey in a real browser: made on a page of ours, and later enough to come in with."""

from __future__ import annotations

from typing import Any

import pytest

from tests.walk.people import enter

pytestmark = pytest.mark.browser
INSIDE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def test_a_key_made_on_the_account_page_signs_in_without_a_password(house: str, browser: Any) -> None:
    house = house.replace("127.0.0.1", "localhost")  # keys belong to names
    page = enter(browser, house, "沈桥")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": INSIDE})
    page.goto(f"{house}/account/passkeys/")
    page.get_by_label("给它起个名字").fill("我的手机")
    page.get_by_role("button", name="在这台设备上添加").click()
    page.get_by_text("通行密钥已添加").wait_for()
    page.context.clear_cookies()
    page.goto(f"{house}/login/")
    page.get_by_role("link", name="用通行密钥登录").click()
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url("**/my/")
    page.goto(f"{house}/account/passkeys/")  # what was just proved is not asked for again
    page.get_by_text("我的手机").first.wait_for()
