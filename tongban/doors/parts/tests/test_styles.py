"""What a walk in four modes found in the styles, and would find again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOORS = Path(__file__).parents[2]
STYLES = {path.name: path.read_text("utf-8") for path in DOORS.glob("*/static/*/*.css")}


SIDEWAYS = [("tongban.css", ".scroll-x"), ("desk.css", ".scroll"), ("desk.css", ".tabs")]


@pytest.mark.parametrize(("name", "what"), SIDEWAYS)
def test_what_scrolls_sideways_also_holds_the_words_for_the_ear(name: str, what: str) -> None:
    """Hidden words are placed absolutely: without a place of reference inside they widen the whole page."""
    rule = re.search(rf"(?<![\w-]){re.escape(what)} \{{[^}}]*overflow-x:auto[^}}]*\}}", STYLES[name])
    assert rule is not None
    assert "position:relative" in rule[0]


def test_a_field_has_the_ground_of_its_mode_wherever_it_stands() -> None:
    """Its letters are white in high contrast; on the browser's own white nobody would read them."""
    reset = STYLES["tongban.css"].partition("@layer reset {")[2].partition("\n}")[0]
    assert re.search(r"input,select,textarea \{[^}]*background-color:var\(--bg\)", reset)
