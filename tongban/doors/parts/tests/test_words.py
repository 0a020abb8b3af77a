"""Moments, marks and controls in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from tongban.doors.parts import fields, words
from tongban.doors.parts.templatetags import parts
from tongban.engines.forms import Form, Problem
from tongban.kernel import time

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def test_a_moment_is_said_in_shanghai_with_and_without_its_year() -> None:
    assert words.moment(NOW) == "2026年11月27日 17:00"
    assert words.moment(NOW, short=True) == "11月27日 17:00"


@pytest.mark.parametrize(
    ("before", "said"),
    [(timedelta(seconds=20), "刚刚"), (timedelta(minutes=5), "5 分钟前"), (timedelta(hours=3), "今天 14:00"),
     (timedelta(days=1), "昨天 17:00"), (timedelta(days=7), "11月20日 17:00"),
     (timedelta(days=400), "2025年10月23日 17:00")],
)  # fmt: skip
def test_the_past_is_said_as_people_say_it(before: timedelta, said: str) -> None:
    with time.held(NOW):
        assert words.ago(NOW - before) == said


def test_a_moment_for_machines_carries_its_zone() -> None:
    assert 'datetime="2026-11-27T17:00:00+08:00"' in parts.when(NOW)
    assert parts.when(date(2026, 11, 27)) == '<time class="num" datetime="2026-11-27">2026年11月27日</time>'


def test_marking_a_word_never_lets_markup_through() -> None:
    assert parts.mark("<b>面馆</b>", "面馆 b") == "&lt;<mark>b</mark>&gt;<mark>面馆</mark>&lt;/<mark>b</mark>&gt;"


FORM = Form.of({
    "a.name": {"type": "text", "label": "店名", "hint": "与执照一致"},
    "a.open": {"type": "yes-no", "label": "是否营业"},
    "a.kind": {"type": "choice", "label": "业态", "options": {"x": "甲", "y": "乙"}},
    "a.area": {"type": "number", "label": "面积", "unit": "平方米"}, "a.day": {"type": "date", "label": "日期"},
    "a.who": {"type": "person", "label": "代办人"}, "a.long": {"type": "long-text", "label": "说明", "required": False},
})  # fmt: skip


def test_every_control_has_a_label_and_its_error_is_tied_to_it() -> None:
    source = "{% for f in fields %}{% field f values problems %}{% endfor %}"
    problems = [Problem("a.name", "请填写“店名”"), Problem("a.who.phone", "请填写手机")]
    page = Template(source).render(
        Context({"fields": FORM.fields.values(), "values": {"a.open": "yes"}, "problems": problems})
    )
    assert '<label for="f-a-name">店名' in page
    assert 'aria-describedby="f-a-name-hint f-a-name-error"' in page
    assert 'id="f-a-who-phone-error"' in page
    assert page.count('aria-invalid="true"') == 2
    assert "（选填）" in page
    assert "平方米" in page
    assert 'value="yes" checked' in page
    assert "style=" not in page


def test_a_locked_answer_is_shown_but_never_sent_back() -> None:
    page = Template("{% field f values p '来自营业执照' True %}").render(
        Context({"f": FORM.fields["a.name"], "values": {"a.name": "晚来香"}, "p": []})
    )
    assert "readonly" in page
    assert 'name="a.name"' not in page
    assert "来自营业执照" in page


def test_a_wrong_date_is_shown_as_it_was_typed() -> None:
    found = fields.question(FORM.fields["a.day"], {"a.day": "明天"}, [Problem("a.day", "请填写真实的日期")])
    assert 'type="text"' in found.controls[0].attrs
    assert found.controls[0].value == "明天"


def test_a_pause_is_a_stretch_of_the_bar_of_its_own() -> None:
    start, day = NOW - timedelta(days=4), timedelta(days=1)
    reading = SimpleNamespace(due_at=NOW + 6 * day)
    pauses = [SimpleNamespace(started_at=start + day, ended_at=start + 3 * day)]
    with time.held(NOW):
        used, stretches = words.bar(start, reading, pauses, None)
    assert used == 40
    assert stretches == [words.Stretch(10, 20)]


@pytest.mark.parametrize(("limit", "told"), [("5 个工作日", "5 个工作日办结"), ("当场办结", "当场办结")])
def test_a_promise_says_once_that_it_is_settled_then(limit: str, told: str) -> None:
    assert parts.settled(limit) == told
