"""The frame in English lacks no word; traditional characters are right where officials' words are easily got wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tongban.doors.parts import tongues

FRAME = ("topbar", "mast", "who", "foot", "tabbar", "base")
TEMPLATES = Path(__file__).parents[1] / "templates" / "parts"
SAID = re.compile(r"\{% t '([^']*)' %\}")
# Beside punctuation: the mark of the house, and languages by their own names.
OURS = re.compile(r">(?:办|简体|繁體)<| 办事\{%|'法定监护'|[，。（）　：·]")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
OFFICIAL = {
    "准予行政许可": "准予行政許可", "不予受理": "不予受理", "行政复议": "行政復議", "复核": "覆核", "征收": "徵收",
    "签名": "簽名", "面馆": "麵館", "经营面积": "經營面積", "联系电话": "聯繫電話", "系统": "系統", "了解": "了解",
    "收件凭证": "收件憑證", "账号": "帳號", "咨询": "諮詢", "余额": "餘額", "核准": "核准", "台账": "台賬",
}  # fmt: skip


@pytest.mark.parametrize("name", FRAME)
def test_every_word_of_the_frame_has_its_english(name: str) -> None:
    text = (TEMPLATES / f"{name}.html").read_text(encoding="utf-8")
    words = SAID.findall(text)
    assert words
    assert [one for one in words if not tongues.english().get(one, "").replace("·", "").strip().isascii()] == []
    assert set(words) <= set(tongues.english())
    assert not CHINESE.findall(OURS.sub("", SAID.sub("", text)))


@pytest.mark.parametrize(("written", "wanted"), OFFICIAL.items())
def test_what_officials_say_is_right_in_traditional_characters(written: str, wanted: str) -> None:
    assert tongues.traditional(written) == wanted


def test_what_somebody_typed_and_what_comes_back_to_us_is_left_as_it_is() -> None:
    page = (
        '<html lang="zh-Hans"><p>经营面积</p><input name="面" value="面馆"><textarea id="a">面馆</textarea>'
        '<a href="/services/?q=面馆">面馆</a><button translate="no">简体</button></html>'
    )
    assert tongues.page_in_traditional(page) == (
        '<html lang="zh-Hant"><p>經營面積</p><input name="面" value="面馆"><textarea id="a">面馆</textarea>'
        '<a href="/services/?q=面馆">麵館</a><button translate="no">简体</button></html>'
    )


@pytest.mark.parametrize("name", FRAME)
def test_no_word_of_the_frame_is_left_in_simplified_characters(name: str) -> None:
    words = "".join(CHINESE.findall((TEMPLATES / f"{name}.html").read_text(encoding="utf-8")))
    made = tongues.traditional(words)
    assert made != words  # something was there to turn
    assert tongues.traditional(made) == made
