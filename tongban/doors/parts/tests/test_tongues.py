"""The frame in English lacks no word; traditional characters are right where officials' words are easily got wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from tongban.doors.parts import modes, pages, tongues
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed, SignInFirst

# Menus, notices and errors, and what one meets before anything else: registering and proving a name, signing in and
# out, display, no network.
FRAME = (
    "topbar", "mast", "who", "foot", "tabbar", "base", "messages", "refusal", "refusal_words", "refusal_fragment",
    "login", "login_code", "login_passkey", "prove", "passkey_form", "left", "resume", "modes", "offline", "register",
    "register_code", "real_name", "binding", "recovery_codes", "code_field", "errors",
)  # fmt: skip
DOORS = Path(__file__).parents[2]
TEMPLATES = DOORS / "parts" / "templates" / "parts"
SAID = re.compile(r"\{% t '([^']*)'(?: as \w+)? %\}")
# Beside punctuation: the mark of the house, and languages by their own names.
OURS = re.compile(r">(?:办|简体|繁體)<| 办事\{%|'法定监护'|[，。（）　：·]")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
OFFICIAL = {
    "准予行政许可": "准予行政許可", "不予受理": "不予受理", "行政复议": "行政復議", "复核": "覆核", "征收": "徵收",
    "签名": "簽名", "面馆": "麵館", "经营面积": "經營面積", "联系电话": "聯繫電話", "系统": "系統", "了解": "了解",
    "收件凭证": "收件憑證", "账号": "帳號", "咨询": "諮詢", "余额": "餘額", "核准": "核准", "台账": "台賬",
    "说明": "說明", "税务登记": "稅務登記", "查阅": "查閱",
}  # fmt: skip
SCRIPTS = [*DOORS.glob("parts/static/**/*.js"), *DOORS.glob("portal/static/**/*.js")]
SAYS = re.compile(r'\bsay\("([^"]*)"\)')


@pytest.mark.parametrize("name", FRAME)
def test_every_word_of_the_frame_has_its_english(name: str) -> None:
    text = (TEMPLATES / f"{name}.html").read_text(encoding="utf-8")
    words = SAID.findall(text)
    assert words or "{% told " in text
    assert set(words) <= set(tongues.english())
    assert not CHINESE.findall(OURS.sub("", SAID.sub("", text)))


def test_every_word_that_any_page_says_in_two_languages_is_in_the_table_and_the_table_says_no_other() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in DOORS.rglob("templates/**/*.html"))
    titles = {*pages.TITLES.values(), *modes.SIZES.values(), *modes.CONTRASTS.values()}
    assert set(SAID.findall(written)) | titles <= set(tongues.english())
    sources = written + "".join(path.read_text(encoding="utf-8") for path in DOORS.parents[1].rglob("tongban/**/*.py"))
    assert [one for one in tongues.english() if one not in sources] == []
    assert [one for one in tongues.english().values() if CHINESE.search(one)] == []


@pytest.mark.parametrize("why", ["not found", "forbidden", "unreadable", "stale form", SignInFirst(), NotAllowed()])
def test_an_error_met_in_english_is_told_in_english(why: object, rf: RequestFactory) -> None:
    request = rf.get("/nothing/", HTTP_COOKIE="tb_lang=en")
    request.actor, request.user = Actor.nobody(), AnonymousUser()
    known = {"not found": pages.not_found, "forbidden": pages.forbidden, "unreadable": pages.bad_request}
    ask = known.get(str(why)) or (pages.csrf_failure if why == "stale form" else lambda r: pages.refusal(r, why))
    told = ask(request).content.decode()
    main = told[told.index("<main") : told.index("</main>")]
    assert "What you can do: " in main
    assert not CHINESE.findall(re.sub(r'<span lang="zh-Hans">.*?</span>', "", main))
    assert 'lang="zh-Hans"' not in main


def test_what_nobody_translated_is_shown_in_chinese_and_marked_so(rf: RequestFactory) -> None:
    request = rf.get("/nothing/", HTTP_COOKIE="tb_lang=en")
    request.actor, request.user = Actor.nobody(), AnonymousUser()
    told = pages.refusal(request, Invalid("面积填错了。")).content.decode()
    assert '<span lang="zh-Hans">面积填错了。</span>' in told


@pytest.mark.parametrize(("written", "wanted"), OFFICIAL.items())
def test_what_officials_say_is_right_in_traditional_characters(written: str, wanted: str) -> None:
    assert tongues.traditional(written) == wanted


def test_what_somebody_typed_and_what_comes_back_to_us_is_left_as_it_is() -> None:
    page = (
        '<html lang="zh-Hans"><p>经营面积</p><input name="面" value="面馆"><textarea id="a">面馆</textarea>'
        '<a href="/services/?q=面馆" data-find="面馆">面馆</a><button translate="no">简体</button>'
        '<td data-label="说明"></td></html>'
    )
    assert tongues.page_in_traditional(page) == (
        '<html lang="zh-Hant"><p>經營面積</p><input name="面" value="面馆"><textarea id="a">面馆</textarea>'
        '<a href="/services/?q=面馆" data-find="面馆">麵館</a><button translate="no">简体</button>'
        '<td data-label="說明"></td></html>'
    )


@pytest.mark.parametrize("name", FRAME)
def test_no_word_of_the_frame_is_left_in_simplified_characters(name: str) -> None:
    words = "".join(CHINESE.findall((TEMPLATES / f"{name}.html").read_text(encoding="utf-8")))
    made = tongues.traditional(words)
    assert made != words or not words  # something was there to turn
    assert tongues.traditional(made) == made


def test_what_scripts_write_themselves_is_written_in_traditional_characters_too() -> None:
    table = next(path for path in SCRIPTS if path.name == "say.js").read_text(encoding="utf-8")
    known = json.loads(re.sub(r",\s*\}", "}", table[table.index("{") : table.index("};") + 1]))
    said: set[str] = set()
    for path in SCRIPTS:
        code = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        said |= set(SAYS.findall(code))
        if path.name not in ("say.js", "aloud.js"):  # these two hold both
            assert not CHINESE.findall(SAYS.sub("", code)), path.name
    assert known == {one: tongues.traditional(one) for one in said}
