"""A window takes an application of three documents in by the keyboard alone, the applicant reads it on his screen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.walk.taking import take_in

pytestmark = [pytest.mark.browser, pytest.mark.walks]


def test_three_documents_are_taken_in_by_keyboard_alone(browser: Any, house: str) -> None:
    taken = take_in(browser, house)
    assert taken.papers == 3
    page = taken.page
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert "受理" in page.inner_text("main")
    page.goto(f"{house}/desk/cases/{taken.number}/")
    assert page.inner_text("main").count("上传 v1") == 3
