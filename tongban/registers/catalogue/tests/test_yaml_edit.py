"""Changes of a text say what was meant and leave everything else as it was written."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.registers.catalogue import yaml_text
from tongban.registers.catalogue.errors import BadItem, CannotEdit
from tongban.registers.catalogue.yaml_edit import Move, Put, Take, edited

TEXT = """\
# 开头的备注
code: a   # 行末的备注
limits:
  promise: 5 working days   # 承诺

  statute: 10 working days
form:
  titles: {one: 一}
  one.name: {type: text, label: '名, 称', when: 'a = "b"'}   # 第一个
  one.kind:
    type: choice
    options: {a: 甲, b: 乙}
law:
  - {name: 法, article: 第一条}
  # 夹在中间的备注
  - name: 规定
    article: 第二条
prose: |-
  第一行

  第二行
last: 1"""


def read(text: str) -> Any:
    return yaml_text.read(text, "x")[0]


@pytest.mark.parametrize(("change", "line"), [
    (Put(("limits", "promise"), "4 working days"), "  promise: 4 working days   # 承诺"),
    (Put(("code",), "no"), "code: 'no'   # 行末的备注"),
    (Put(("form", "one.kind", "options"), {"a": "甲", "b": "丙"}), "    options: {a: 甲, b: 丙}"),
    (Put(("law", "1", "article"), "第三条"), "    article: 第三条"),
    (Put(("last",), 2), "last: 2"),
])  # fmt: skip
def test_a_value_put_in_place_alters_one_line_and_keeps_its_remark(change: Put, line: str) -> None:
    before, after = TEXT.split("\n"), edited(TEXT, [change]).split("\n")
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [line]


def test_several_lines_are_written_as_lines() -> None:
    after = edited(TEXT, [Put(("prose",), "一\n\n二")])
    assert "prose: |-\n  一\n\n  二\nlast: 1" in after


def test_what_is_added_stands_at_the_end_of_its_parent_even_where_there_is_none() -> None:
    phone, law = Put(("guide", "phone"), "010"), Put(("law", "2"), "x 第一条")
    after = edited(TEXT, [Put(("form", "two"), {"type": "text"}), phone, law])
    assert read(after)["guide"] == {"phone": "010"}
    assert list(read(after)["form"]) == ["titles", "one.name", "one.kind", "two"]
    assert read(after)["law"][2] == "x 第一条"
    assert "# 夹在中间的备注" in after


def test_taking_what_was_added_gives_the_text_back() -> None:
    added = edited(TEXT, [Put(("form", "two"), {"type": "text"})])
    assert edited(added, [Take(("form", "two"))]) == TEXT


def test_neighbours_change_places_and_change_back() -> None:
    moved = edited(TEXT, [Move(("form", "one.kind"), -1)])
    assert list(read(moved)["form"]) == ["titles", "one.kind", "one.name"]
    assert edited(moved, [Move(("form", "one.kind"), 1)]) == TEXT


def test_what_cannot_move_further_is_refused() -> None:
    with pytest.raises((CannotEdit, IndexError)):
        edited(TEXT, [Move(("law", "1"), 1)])


odd = st.sampled_from(["no", "010", "~", "a: b", "- x", "#", "'", "1e3"])
words = st.one_of(st.text(max_size=12), st.integers(-99, 99), st.booleans(), odd)
keys = st.sampled_from(["a", "bc", "no", "x.y"])
trees = st.recursive(
    words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
)


def _said(value: Any) -> str:
    """Every word of a value, as it is and not as it would be escaped."""
    inner = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else None
    return str(value) if inner is None else "".join(_said(one) for one in inner)


mappings = st.dictionaries(keys, trees, min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(mappings, st.booleans(), trees)
def test_any_value_put_anywhere_is_read_back_and_the_rest_is_unharmed(content: Any, flow: bool, value: Any) -> None:
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    try:
        if read(text) != content:
            return  # PyYAML writes what YAML 1.2 reads otherwise
    except BadItem:
        return
    for key in list(content):
        try:
            assert read(edited(text, [Put((key,), value)])) == {**content, key: value}
        except CannotEdit:
            assert any(not character.isprintable() for character in _said(value))
