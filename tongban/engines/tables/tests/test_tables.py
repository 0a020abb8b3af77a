"""What the exchange tables promise: declared once, judged in sentences, written and read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines.tables import TABLES, BadFile, Column, code_list, meaning, read, table, write
from tongban.engines.tables.around import SETS

ACCEPT = {
    "project_no": "LT-20261122-000001", "catalog_code": "990100131001",
    "task_code": "1199900100000002733990100131001", "task_name": "食品经营许可（新办）", "task_version": "1",
    "project_type": "2", "applyer_name": "晚晚面馆", "applyer_type": "2", "applyer_page_type": "001",
    "applyer_page_code": "919990010000000042", "apply_type": "2", "apply_date": "2026-11-22 09:30:00",
    "accept_date": "2026-11-23 10:00:00", "org_code": "11999001000000027E", "org_name": "澜汀市市场监督管理局",
}  # fmt: skip


def sentences(name, *rows):
    return [(one.row, one.column, one.sentence) for one in table(name).problems(rows)]


def test_a_full_row_has_nothing_wrong():
    assert sentences("up_pro_accept", ACCEPT) == []


@pytest.mark.parametrize("column", sorted(ACCEPT))
def test_no_column_of_an_acceptance_may_be_empty(column):
    said = sentences("up_pro_accept", {**ACCEPT, column: ""})
    assert [(row, name) for row, name, _ in said] == [(1, column)]
    assert said[0][2].endswith("不能为空。")


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("project_no", "9" * 51, "最多 50 个字符，现在有 51 个"),
        ("project_type", "3", "应为：1、2、9"),
        ("applyer_page_type", "11", "应为 3 个字符"),
        ("applyer_page_type", "abc", "全部为数字"),
        ("accept_date", "2026-02-30 10:00:00", "年-月-日 时:分:秒"),
        ("accept_date", "2026-2-3 10:00:00", "年-月-日 时:分:秒"),
        ("org_name", "a\x00b", "不能保存"),
    ],
)
def test_a_wrong_value_is_named_with_its_column_in_one_sentence(column, value, words):
    ((row, name, sentence),) = sentences("up_pro_accept", {**ACCEPT, column: value})
    assert (row, name) == (1, column)
    assert words in sentence


def test_a_column_the_table_does_not_have_is_said_so():
    assert sentences("up_pro_accept", {**ACCEPT, "colour": "red"}) == [(1, "colour", "表中没有“colour”这一列。")]


def test_the_same_case_twice_is_said_so():
    ((row, _, sentence),) = sentences("up_pro_accept", ACCEPT, ACCEPT)
    assert row == 2
    assert "与第 1 行重复" in sentence


@pytest.mark.parametrize(("value", "well"), [("0", True), ("12.50", True), ("-1", False), ("1.005", False),
                                             ("NaN", False), ("1e400", False), ("一百", False)])  # fmt: skip
def test_an_amount_has_two_places_and_no_sign(value, well):
    assert (Column("收费金额", "收费金额", "amount").wrong(value) == "") is well


def test_every_table_is_declared_with_a_key_and_a_source():
    for one in TABLES.values():
        assert one.columns
        assert one.key
        assert one.source
        assert one.missing  # nothing here is known to the last width


def test_every_data_set_of_the_standard_is_named_and_points_to_tables_that_are_there():
    assert set(SETS) == set(range(4, 17))
    for _, names in SETS.values():
        assert set(names) <= set(TABLES)


def test_satisfaction_runs_one_way_in_the_case_tables_and_the_other_in_the_rating_interface():
    assert meaning("A8_satisfaction", "1") == meaning("evaluation_satisfaction_interface", "5") == "非常满意"
    assert not any(code.startswith("_") for code in code_list("evaluation_satisfaction_interface"))


def test_a_column_of_a_type_or_list_that_is_not_there_cannot_be_declared():
    with pytest.raises(ValueError, match="no such type"):
        Column("a", "a", "varchar")
    with pytest.raises(KeyError):
        Column("a", "a", codes="B9")


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
spoken = st.text(  # what XML can say
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r", exclude_characters="\ufffe\uffff"),
    max_size=30,
)
names = st.sampled_from(sorted(TABLES))


@given(names, st.data(), st.sampled_from(["csv", "jsonl"]), st.booleans())
def test_what_is_written_is_read_back_the_same_whatever_the_text(name, data, form, mark):
    one = table(name)
    row = st.fixed_dictionaries({column.name: texts for column in one.columns})
    rows = data.draw(st.lists(row, max_size=4))
    assert read(one, write(one, rows, form, mark=mark), form) == rows


@given(names, st.data(), st.booleans())
def test_xml_gives_back_every_value_it_can_hold_to_the_space(name, data, mark):
    one = table(name)
    row = st.fixed_dictionaries({column.name: spoken for column in one.columns})
    rows = data.draw(st.lists(row, max_size=4))
    text = write(one, rows, "xml", mark=mark)
    assert read(one, text, "xml") == rows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE t [<!ENTITY a "b">]><table name="evaluation"><row><userName>&a;</userName></row></table>', "DTD"),
        ('<!DOCTYPE t SYSTEM "file:///etc/passwd"><table name="evaluation"/>', "DTD"),
        ('<table name="evaluation"><row><a><b/></a></row></table>', "不应有“b”"),
        ('<table name="evaluation"><row><a>1</a><a>2</a></row></table>', "出现了两次"),
        ('<table name="evaluation"><row x="1"/></table>', "属性“x”"),
        ('<table name="evaluation">stray</table>', "“stray”不在任何一列里"),
        ('<table name="up_pro_accept"/>', "是“up_pro_accept”"),
        ('<table name="evaluation"><row>', "不是能读懂的 XML"),
        ("", "不是能读懂的 XML"),
        (f'<table name="evaluation"><row>{"".join(f"<a{n}/>" for n in range(301))}</row></table>', "超过 300 列"),
        (f'<table name="evaluation"><row><a>{"x" * (4 << 20)}y</a></row></table>', "太长"),
    ],
)
def test_xml_that_is_none_or_would_harm_is_refused_in_a_sentence(text, words):
    if "up_pro" in text:
        text = text.replace("/>", "><row/></table>")
    with pytest.raises(BadFile, match=words):
        read(table("evaluation"), text, "xml")


def test_what_xml_cannot_say_is_refused_and_not_left_out():
    with pytest.raises(BadFile, match="请改用 CSV 或 JSON"):
        write(table("up_pro_accept"), [{**ACCEPT, "task_name": "a\x01b"}], "xml")


@given(names, st.text(max_size=200), st.sampled_from(["csv", "jsonl", "xml"]))
def test_whatever_the_file_says_it_is_read_or_refused_in_a_sentence(name, text, form):
    try:
        rows = read(table(name), text, form)
    except BadFile as bad:
        rows, said = [], str(bad)
    else:
        said = "。"
    assert said.endswith("。")
    assert all(one.sentence for one in table(name).problems(rows))


def test_a_byte_order_mark_is_written_if_wanted_and_never_read_as_data():
    text = write(table("up_pro_accept"), [ACCEPT], mark=True)
    assert text.startswith("\ufeffproject_no")
    assert read(table("up_pro_accept"), text) == [ACCEPT]


def test_a_file_without_a_needed_column_is_refused():
    with pytest.raises(BadFile, match="缺少“catalog_code”（基本编码）"):
        read(table("up_pro_accept"), "project_no\r\n1\r\n")
