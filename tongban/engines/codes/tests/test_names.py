"""How names are kept: the same letters, one way to write each, and nothing that nobody sees."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines.codes import names


def test_every_private_code_point_of_the_standards_has_its_formal_one() -> None:
    row = [bytes((0xFE, low)).decode("gb18030") for low in (*range(0x50, 0x7F), *range(0x80, 0xA1))]
    for private, by_2000 in zip(range(0xE815, 0xE865), row, strict=True):
        formal = names.kept(chr(private))
        assert formal == by_2000 or by_2000 == chr(private)  # the fourteen that were still private
        assert unicodedata.category(formal) != "Co"
    assert [names.kept(f"王{code}") for code in "\ue816\ue817\ue818\ue831\ue83b\ue855"] == [
        f"王{code}" for code in "\U00020087\U00020089\U000200cc\U000215d7\U0002298f\U000241fe"
    ]
    assert names.kept("\ue81e\ue864\ue78d\ue78f\ue796") == "\u9fb4\u9fbb\ufe10\ufe11\ufe19"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("王\u202e五", "看不见"), ("\u2066王五", "看不见"), ("王\u200d五", "看不见"), ("王\ufeff五", "看不见"),
        ("王\u00ad五", "看不见"), ("王\x07五", "看不见"), ("王\ud842", "看不见"), ("\U000e0100王", "看不见"),
        ("王" + "\u0301\u0302\u0303\u0304\u0305", "看不见"), ("王\ufffd", "方框"), ("王〓", "方框"),
        ("王\ue000", "U+E000"), ("王\U000f0001", "U+F0001"), ("王\uffff", "U+FFFF"), (" \u3000", "不能为空"),
        ("王" * 101, "最多 100 个字，现在有 101 个字"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_in_a_sentence(typed: str, said: str) -> None:
    assert said in names.wrong(names.kept(typed))


def test_who_cannot_write_his_private_character_is_sent_to_the_window_with_his_paper() -> None:
    sentence = names.wrong("王\ue000")
    assert "GB 18030" in sentence
    assert "身份证" in sentence
    assert "窗口" in sentence


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王U+20BB7", "王𠮷"), ("王u+2C029明", "王𬀩明"), ("Ｕ+20BB7", "𠮷"), ("王U+202E", "王U+202E"),
        ("王U+41", "王U+41"), ("ＡＬＩ", "ALI"), ("e\u0301", "\u00e9"), ("葛\U000e0100", "葛\U000e0100"),
    ],
)  # fmt: skip
def test_a_character_that_cannot_be_typed_may_be_said_by_its_number(typed: str, kept: str) -> None:
    assert names.kept(typed) == kept


def test_a_chosen_shape_is_the_same_name_and_a_look_alike_is_another() -> None:
    assert names.key("葛\U000e0100城") == names.key("葛城")
    assert names.key("王𠮷") != names.key("王吉")


@given(st.text(max_size=30))
def test_a_kept_name_is_kept_as_it_is_and_composed(text: str) -> None:
    kept = names.kept(text)
    assert names.kept(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert "".join(names.letters(kept)) == kept
