"""Reading without pictures: pieces of text become lines, a document, fields, findings; numbers by their check digit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.engines.codes import fiction
from tongban.engines.reading import Expected, Page, judge, kinds, lines, mended, recognise, same
from tools.pages import Rows, lease, page

CODE = fiction.credit_code(7, kind="2")
ID = fiction.id_number(3, date(1993, 4, 18), "female")
LICENCE = (
    ("营业执照",), (f"统一社会信用代码{CODE}",), ("名称 澜汀市晚来香面馆", "注册资本 壹拾万元整"),
    ("法定代表人 林晚", "营业期限 长期"), ("住所 澜汀市望舒区青屿路20号",),
)  # fmt: skip
LEASE = lease("澜汀市晚来香面馆", "澜汀市望舒区听雨巷8号", date(2027, 12, 31))
TENANT = {"name": "澜汀市晚来香面馆", "address": "望舒区听雨巷 8 号"}


def failed(rows: Rows, expected: Expected, **how: float) -> list[str]:
    return [f.code for f in judge([page(rows, **how)], expected).findings if f.outcome == "fail"]


@given(lean=st.floats(-20, 20))
@settings(max_examples=40, deadline=None)
def test_lines_are_those_of_the_paper_however_it_leans(lean: float) -> None:
    assert [line.text for line in lines(page(LICENCE, lean))] == ["".join(row).replace(" ", "") for row in LICENCE]


def test_a_document_is_known_by_its_words_and_a_picture_without_them_is_not_guessed() -> None:
    assert recognise(lines(page(LICENCE))).kind is kinds()["business-licence"]
    assert recognise(lines(page(LEASE))).kind is kinds()["lease"]
    assert recognise(lines(page((("厨房", "仓库"), ("出入口",))))).kind is None


def test_a_licence_in_two_columns_gives_each_field_its_own_value() -> None:
    found = judge([page(LICENCE, 4)], Expected(("business-licence",))).fields
    assert {name: value.text for name, value in found.items()} == {
        "number": CODE, "name": "澜汀市晚来香面馆", "legal": "林晚", "until": "9999-12-31",
        "address": "澜汀市望舒区青屿路20号",
    }  # fmt: skip


@given(n=st.integers(0, 10**8 - 1), place=st.integers(0, 17))
@settings(max_examples=60, deadline=None)
def test_a_character_mistaken_for_its_look_alike_is_mended_by_the_check_digit_or_left_alone(n: int, place: int) -> None:
    right = fiction.credit_code(n)
    taken = {"0": "O", "1": "I", "2": "Z", "5": "S"}
    wrong = right[:place] + taken.get(right[place], right[place]) + right[place + 1 :]
    assert mended("credit-code", wrong) in (right, "")


def test_numbers_full_width_or_with_spaces_are_the_same_and_others_are_not() -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() else c for c in ID)
    assert same("id-number", f"{wide[:6]} {wide[6:]}", ID) is True
    assert same("id-number", fiction.id_number(4, date(1993, 4, 18), "female"), ID) is False
    wrong = ID[:10] + ("3" if ID[10] != "3" else "4") + ID[11:]
    assert same("id-number", wrong, ID, 0.99) is False
    assert same("id-number", wrong, ID, 0.6) is None


def test_an_address_may_say_more_of_the_way_but_not_another_place() -> None:
    assert same("address", "澜汀市望舒区听雨巷8号", "望舒区听雨巷 8 号") is True
    assert same("address", "澜汀市渡口区石桥路21号", "望舒区听雨巷 8 号") is False


def test_a_right_lease_passes_and_each_wrong_one_fails_where_it_is_wrong() -> None:
    expected = Expected(("lease",), TENANT, date(2026, 11, 27), asks_valid=True)
    assert failed(LEASE, expected, lean=-6) == []
    other = [(row[0].replace("晚来香面馆", "汤圆甜品铺"),) for row in LEASE]
    assert failed(other, expected) == ["match.name"]
    assert failed([(row[0].replace("听雨巷8", "听雨巷80"),) for row in LEASE], expected) == ["match.address"]
    late = Expected(("lease",), TENANT, date(2028, 1, 1), asks_valid=True)
    assert failed(LEASE, late) == ["valid"]
    assert failed(LICENCE, expected) == ["kind"]


def test_a_difference_shows_both_values_and_where_it_stands() -> None:
    found = judge([page(LEASE)], Expected(("lease",), {"name": "澜汀市汤圆甜品铺"})).findings
    name = next(f for f in found if f.code == "match.name")
    assert (name.read, name.known) == ("澜汀市晚来香面馆", "澜汀市汤圆甜品铺")
    assert name.place is not None
    assert name.place[1] >= 300 + 2 * 60 - 2


def test_what_was_hardly_read_is_left_to_a_person() -> None:
    blurred = [(row[0].replace("澜汀市晚", "浦汀市晚"),) for row in LEASE]
    found = judge([page(blurred, score=0.7)], Expected(("lease",), TENANT))
    assert {f.code: f.outcome for f in found.findings}["match.name"] == "unknown"
    assert failed(blurred, Expected(("lease",), {"name": "某某完全另外一家公司"}), score=0.99) == ["match.name"]


@pytest.mark.parametrize(
    ("looks", "word"),
    [
        ({"mean": 30.0}, "太暗"), ({"sharp": 0.01}, "模糊"), ({"letters": 6.0}, "太小"),
        ({"glare": 0.1, "glare_at": 9.0}, "反光"),
    ],
)
def test_a_bad_picture_is_named_and_nobody_is_doubted_for_it(looks: dict[str, float], word: str) -> None:
    seen = page([(row[0].replace("晚来香", "汤圆"),) for row in LEASE])
    bad = Page(seen.width, seen.height, seen.boxes, 0, looks)
    found = judge([bad], Expected(("lease",), TENANT)).findings
    assert [f.code for f in found if f.outcome == "fail"] == ["quality"]
    assert word in found[0].sentence
    assert "请" in found[0].next


@given(text=st.lists(st.text(max_size=30), max_size=12), lean=st.floats(-40, 40))
@settings(max_examples=60, deadline=None)
def test_whatever_a_reader_brings_is_judged_without_breaking(text: list[str], lean: float) -> None:
    seen = page([(one,) for one in text], lean)
    judged = judge([Page.of(seen.said)], Expected(("lease", "id-card"), TENANT, date(2026, 1, 1), asks_valid=True))
    assert judged.outcome in ("fail", "unknown")


PLAN: Rows = (("设备设施布局图",), ("营业区", "操作区"), ("仓储", "就餐区", "出入口"))


def test_a_plan_without_what_must_stand_on_it_is_told_and_with_it_passes() -> None:
    asked = Expected(("floor-plan",), shows={"清洗消毒设施": ("清洗", "消毒")})
    missing = judge([page(PLAN)], asked)
    assert [f.sentence for f in missing.findings if f.outcome == "fail"] == ["没有找到“清洗消毒设施”。"]
    assert judge([page((*PLAN, ("餐具清洗消毒间",)))], asked).outcome == "pass"
    assert [f.outcome for f in judge([page(LEASE)], asked).findings if f.code == "shows.1"] == ["unknown"]
