"""Every page in a real browser: nothing for axe to find, nothing wider than the screen, no error in the console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tongban.doors.portal.tests.walking import browser as client
from tongban.registers.credit import actions as credit
from tongban.registers.licences import queries as licences
from tongban.watch.ratings import queries as ratings
from tools import people
from tools.chromium import chromium, found

AXE = Path(__file__).parents[4] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]

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


def opened(
    browser: Browser, base: str, who: tuple[str, str] | None, width: int = 1280, *, axe: bool = False, **modes: str
) -> Page:
    """A page of this width, signed in as ``who``, with these display modes; ``axe`` before each page's own scripts."""
    context = browser.new_context(base_url=base, viewport={"width": width, "height": 900})
    if axe:
        context.add_init_script(path=AXE)
    cookies = [{"name": f"tb_{k}", "value": v, "url": base} for k, v in modes.items()]
    if who:
        cookies.append({"name": "sessionid", "value": client(*who).cookies["sessionid"].value, "url": base})
    if cookies:
        context.add_cookies(cookies)  # type: ignore[arg-type]
    return context.new_page()


RUN_AXE = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
# The modes of one person's screen; what the widths of one mode differ in is style only, so each mode is fetched once.
SCREENS: tuple[tuple[dict[str, str], tuple[int, ...]], ...] = (
    ({}, (1280, 390)), ({"elder": "1"}, (390,)), ({"contrast": "high"}, (1280,))
)  # fmt: skip


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci")
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(browser: Browser, live_server: Any) -> None:
    owner, pages = ("linwan", people.owner().on_behalf), addresses()
    found = []
    for modes, widths in SCREENS:
        page = opened(browser, live_server.url, owner, axe=True, **modes)
        for address in pages:
            page.goto(address)
            for width in widths:
                found += [(address, width, modes, *fault) for fault in faults(page, width)]
        page.context.close()
    assert found == []


def faults(page: Page, width: int) -> Iterator[tuple[str, str]]:
    """What is wrong with this page at this width: the rule, and where."""
    page.set_viewport_size({"width": width, "height": 900})
    result = page.evaluate(RUN_AXE, TAGS)
    yield from ((v["id"], v["nodes"][0]["html"][:120]) for v in result["violations"])
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield "wider than the screen", ""


def barred() -> Any:
    """A bar from trust on the noodle shop, by its key."""
    return credit.impose(
        people.SYSTEM, people.owner().applicant, scope="trust", reason="没有履行关于布局图的承诺",
        law="国办发〔2020〕42号", department="market-supervision",
    ).pk  # fmt: skip


def addresses() -> list[str]:
    """Every kind of page, with cases in several states behind them."""
    draft, incomplete, closed = people.draft(), people.incomplete(), people.closed()
    accepted, licence = people.accepted(), licences.from_source(closed.subject)[0]
    invitation = ratings.invitation_of(closed)
    assert invitation is not None
    apply = f"/apply/{draft.pk}/"
    return [
        "/", "/services/?q=面馆", "/services/food-business-licence/?what-kind=0&size=1", "/login/", "/modes/", "/v/",
        f"/v/{licence.code}", "/v/UNKNOWN", "/nothing/", "/my/", "/identity/", "/my/cases/", "/my/messages/",
        "/my/materials/", "/my/credit/", f"/my/credit/{barred()}/repair/",
        "/my/licences/", f"/my/licences/{licence.pk}/", apply,
        *(f"{apply}p/{p.name}/" for p in draft.definition.form.pages),
        f"{apply}materials/", f"{apply}check/", f"{apply}discard/", f"/my/cases/{incomplete.number}/",
        f"/my/cases/{incomplete.number}/supply/", f"/my/cases/{accepted.number}/",
        f"/my/cases/{accepted.number}/withdrawal/",
        f"/my/cases/{closed.number}/", f"/rate/{invitation.token}/?level=2",
    ]  # fmt: skip


def test_without_a_network_a_licence_that_was_opened_can_still_be_shown(browser: Browser, live_server: Any) -> None:
    licence = licences.from_source(people.closed().subject)[0]
    page = opened(browser, live_server.url, ("linwan", people.owner().on_behalf), 390)
    page.goto("/my/")
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.goto(f"/my/licences/{licence.pk}/")
    case = people.cases.start(people.owner(), people.FOOD, people.AREA)
    page.goto(f"/apply/{case.pk}/")
    page.goto(f"/apply/{case.pk}/p/steward/")
    page.context.set_offline(True)
    page.goto("/my/messages/")
    expect(page.get_by_role("heading", level=1)).to_have_text("现在没有网络")
    page.locator("[data-kept] a").first.click()
    expect(page.get_by_text(licence.number, exact=True)).to_be_visible()
    page.goto(f"/apply/{case.pk}/p/steward/")
    page.get_by_label("食品安全管理员姓名").fill("离线小林")
    page.get_by_role("button", name="保存并继续").click()
    expect(page.locator("[data-held]")).to_contain_text("已存在这台设备上")
    page.context.set_offline(False)
    page.goto("/my/")
    expect(page.get_by_role("status").first).to_contain_text("已经保存到服务器")
    assert "离线小林" in str(people.fresh(case).data)
    page.locator("summary[class~=btn]").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("您想办什么事？")
    assert page.evaluate("caches.has('kept-1')") is False
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('held:')).length") == 0


def test_what_is_typed_is_saved_by_itself_and_new_questions_appear(browser: Browser, live_server: Any) -> None:
    case = people.cases.start(people.owner(), people.FOOD, people.AREA)
    page = opened(browser, live_server.url, ("linwan", people.owner().on_behalf))
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"/apply/{case.pk}/p/business/")
    page.get_by_label("餐饮服务经营者").check()
    page.get_by_label("热食类食品制售").check()
    expect(page.get_by_text("厨房是否产生油烟")).to_be_visible()
    expect(page.locator("[data-saved]")).to_contain_text("已自动保存")
    expect(page.get_by_label("热食类食品制售")).to_be_checked()
    assert problems == []


def test_an_error_summary_takes_the_focus_and_leads_to_the_control(browser: Browser, live_server: Any) -> None:
    case = people.cases.start(people.owner(), people.FOOD, people.AREA)
    page = opened(browser, live_server.url, ("linwan", people.owner().on_behalf))
    page.goto(f"/apply/{case.pk}/p/steward/")
    page.get_by_role("button", name="保存并继续").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("食品安全管理员姓名")).to_be_focused()


def test_a_chosen_file_goes_up_at_once(browser: Browser, live_server: Any, tmp_path: Path) -> None:
    case = people.cases.start(people.owner(), people.FOOD, people.AREA)
    file = tmp_path / "布局图.png"
    file.write_bytes(people.paper("布局图", "晚来香"))
    page = opened(browser, live_server.url, ("linwan", people.owner().on_behalf))
    page.goto(f"/apply/{case.pk}/materials/")
    page.get_by_label("上传主要设备设施布局图", exact=True).set_input_files(file)
    expect(page.get_by_role("link", name="布局图.png")).to_be_visible()


SPEAKER = """
class Said {
  constructor(text) { Object.assign(this, { text, heard: {} }); }
  addEventListener(name, act) { this.heard[name] = act; }
}
globalThis.spoken = [];
const voice = { cancel() {}, speak(one) { globalThis.spoken.push(one); } };
Object.defineProperty(globalThis, "SpeechSynthesisUtterance", { value: Said });
Object.defineProperty(globalThis, "speechSynthesis", { value: voice });
"""


def test_reading_aloud_marks_the_sentence_that_is_read(browser: Browser, live_server: Any) -> None:
    """A device that speaks stands behind the button; what the page asks it to say, and marks, is the page's own."""
    page = opened(browser, live_server.url, ("linwan", ""))
    page.add_init_script(SPEAKER)
    page.goto("/help/")
    page.get_by_role("button", name="朗读").click()
    first, count = page.evaluate("[spoken[0].text, spoken.length]")
    assert (first, count > 5) == ("遇到困难？", True)
    page.evaluate("spoken[0].heard.start()")
    assert page.evaluate("[...CSS.highlights.get('aloud')].map(String)") == ["遇到困难？"]
    page.get_by_role("button", name="停止朗读").click()
    assert page.evaluate("CSS.highlights.has('aloud')") is False


def test_an_upload_that_the_server_could_not_take_is_sent_again(
    browser: Browser, live_server: Any, tmp_path: Path
) -> None:
    case = people.cases.start(people.owner(), people.FOOD, people.AREA)
    file = tmp_path / "布局图.png"
    file.write_bytes(people.paper("布局图", "晚来香"))
    page = opened(browser, live_server.url, ("linwan", people.owner().on_behalf))
    page.goto(f"/apply/{case.pk}/materials/")
    page.route("**/upload/", lambda route: route.fulfill(status=503, body="busy"), times=1)
    page.get_by_label("上传主要设备设施布局图", exact=True).set_input_files(file)
    page.get_by_role("button", name="重新上传").click()
    expect(page.get_by_role("link", name="布局图.png")).to_be_visible()
