"""Files as people send them: every encoding and form, and what spreadsheets do to values, said rather than guessed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tongban.engines.tables import BadFile
from tongban.engines.tables.catalogue import BASIC, LIBRARY_TABLES
from tongban.engines.tables.flat import shielded, unshielded
from tongban.engines.tables.headings import parts, understood
from tongban.engines.tables.lines import plain
from tongban.engines.tables.opening import opened
from tongban.engines.tables.outward import csv_pieces, json_pieces, named_pieces, workbook

DISTRICT = Path(__file__).parent / "data" / "district_items.csv"
HEAD = "实施编码,事项名称,事项类型（代码）\r\n"
ROW = "1144,食品经营许可,01\r\n"


def rows_in(path: Path) -> list[dict[str, str]]:
    return [part.values for heading, line in opened(path).lines() for part in parts(heading, line)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_is_read_in_every_encoding_that_offices_use(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes((HEAD + ROW).encode(encoding))
    assert rows_in(path) == [{"task_code": "1144", "task_name": "食品经营许可", "task_type": "01"}]


def test_bytes_of_no_encoding_are_refused_with_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(HEAD.encode("gb18030") + b"\xff\xff\x80\n")
    with pytest.raises(BadFile, match="UTF-8"):
        list(opened(path).lines())


def test_json_comes_as_a_list_as_lines_or_under_the_names_of_tables(tmp_path: Path) -> None:
    row = {"task_code": "1", "task_name": "甲", "task_type": "01"}
    listed, lines, named = json.dumps([row, row]), f"{json.dumps(row)}\n" * 2, json.dumps({BASIC.name: [row, row]})
    for text in (listed, lines, named):
        path = tmp_path / "rows.json"
        path.write_text(text)
        assert rows_in(path) == [row, row]


@pytest.mark.parametrize("text", ["[{]", "[1", '{"a"', "[{}] []", '[{"a":1}]', "[" * 5000, "nothing", "{}"])
def test_json_that_is_none_or_no_table_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rows.json"
    path.write_text(text)
    with pytest.raises(BadFile):
        list(opened(path).lines())


def test_quotes_that_do_not_pair_are_refused_instead_of_swallowing_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + '1,"甲,01\r\n2,乙,01\r\n')
    with pytest.raises(BadFile, match="引号"):
        opened(path).count()


def test_values_beyond_the_heading_are_kept_and_said(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + "1,甲,01,多出来\r\n")
    ((_, line),) = opened(path).lines()
    assert line.cells["第 4 列"] == "多出来"
    assert "第 4 列" in line.troubles


def test_the_district_list_is_understood_as_it_was_published() -> None:
    rows = rows_in(DISTRICT)
    assert len(rows) == 685
    with DISTRICT.open(encoding="utf-8-sig") as file:
        published = list(csv.DictReader(file))
    for row, said in zip(rows, published, strict=True):
        assert (row["task_name"], row["local_task_code"]) == (said["item_name"].strip(), said["item_code"].strip())
        # Nothing is lost: what has no column keeps its name, told apart from ours.
        assert row.get("原 dept_code", "") == said["dept_code"].strip()
        assert {v.strip() for v in said.values() if v.strip()} <= set(row.values())


def test_a_row_of_table_4_says_what_stands_in_several_tables() -> None:
    heading = understood(
        ["实施编码", "事项名称", "事项类型(代码)", "设定依据", "是否网办", "材料名称", "是否必备", "常见问题", "解答"]
    )
    assert heading is not None
    assert {table for table, _ in heading.columns.values()} == {
        "up_task_general_basic", "up_task_general_extend", "up_task_general_material", "up_task_general_questions",
    }  # fmt: skip
    assert heading.columns["设定依据"] == ("up_task_general_basic", "by_law")


def sheet_of(path: Path, *rows: list[object], title: str = "Sheet", merge: str = "") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path


NAMES: list[object] = ["实施编码", "事项名称", "事项类型", "实施主体", "计划生效日期"]


def test_a_workbook_may_have_a_title_above_and_other_sheets_beside(tmp_path: Path) -> None:
    path = sheet_of(
        tmp_path / "a.xlsx", ["某区政务服务事项清单"], [], NAMES, ["1", "甲", "01", "某局", date(2026, 1, 2)]
    )
    assert rows_in(path) == [
        {
            "task_code": "1",
            "task_name": "甲",
            "task_type": "01",
            "dept_name": "某局",
            "plan_effective_date": "2026-01-02",
        }
    ]


def test_merged_cells_speak_for_every_row_they_cover(tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "a.xlsx", NAMES, ["1", "甲", "01", "某局"], ["2", "乙", "01"], merge="D2:D3")
    (_, first), (_, second) = opened(path).lines()
    assert (first.cells["实施主体"], second.cells["实施主体"]) == ("某局", "某局")
    assert not first.notes
    assert "合并" in second.notes[0]


def test_formulas_errors_and_lost_figures_are_said_not_guessed(tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "a.xlsx", NAMES, [114403006939513773344201505200802, "=A1&A2", "01", "#REF!"])
    ((_, line),) = opened(path).lines()
    assert set(line.troubles) == {"实施编码", "事项名称", "实施主体"}
    assert line.cells["事项名称"] == "=A1&A2"


def test_the_last_row_of_a_sheet_is_read_without_reading_a_million(tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "a.xlsx", NAMES, ["1", "甲", "01"])
    patched = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(patched, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename.endswith("sheet1.xml"):
                content = content.replace(b'<row r="2"', b'<row r="1048576"').replace(b'"A2"', b'"A1048576"')
                content = content.replace(b'"B2"', b'"B1048576"').replace(b'"C2"', b'"C1048576"')
            after.writestr(part.filename, content)
    ((_, line),) = opened(patched).lines()
    assert (line.row, line.cells["事项名称"]) == (1048576, "甲")


def test_a_bomb_an_old_workbook_and_a_locked_one_are_not_opened(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (40 << 20))
    with pytest.raises(BadFile, match="压缩"):
        opened(bomb)
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    with pytest.raises(BadFile, match="另存为"):
        opened(old)
    for content in (b"PK\x03\x04 torn", b""):
        torn = tmp_path / "torn.xlsx"
        torn.write_bytes(content)
        with pytest.raises(BadFile):
            opened(torn)


def test_entities_in_a_workbook_are_not_expanded(tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "a.xlsx", NAMES, ["1", "甲", "01"])
    evil = tmp_path / "evil.xlsx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(evil, "w") as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content[content.find(b"<worksheet") :]
            after.writestr(part.filename, content)
    with pytest.raises(BadFile):
        list(opened(evil).lines())


TEXTS = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ["=1+1", "+86", "-1", "@x", "'=1", "''-", "'", "\t=1", "_x000D_", "001", "1.0", 'a"b', "a\nb", "2026-01-01", "是"]
)


@given(st.lists(st.dictionaries(st.sampled_from(sorted(BASIC.names - {"task_name"})), TEXTS), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_written_is_read_back_in_every_form(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    kept = [
        {"task_name": "名称", "task_type": "01"} | {k: plain(v)[0] for k, v in row.items() if plain(v)[0]}
        for row in rows
    ]
    names = [column.name for column in BASIC.columns]
    paths = [tmp_path / f"rows.{form}" for form in ("xlsx", "csv", "json", "xml")]
    workbook(paths[0], [(BASIC.name, names, kept)])
    paths[1].write_bytes(b"".join(csv_pieces(names, kept)))
    paths[2].write_bytes(b"".join(json_pieces([(BASIC.name, kept)])))
    paths[3].write_bytes(b"".join(named_pieces("xml", [(BASIC.name, kept)])))
    for path in paths:
        assert rows_in(path) == kept


@given(st.text())
def test_no_cell_of_a_csv_begins_like_a_formula_and_each_comes_back(text: str) -> None:
    assert unshielded(shielded(text)) == text
    assert not shielded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_every_table_of_the_library_is_known_by_its_own_columns_and_by_their_chinese_names() -> None:
    for table in LIBRARY_TABLES.values():
        for names in ([c.name for c in table.columns], [c.title for c in table.columns]):
            heading = understood(names, table.title)
            assert heading is not None
            own = {one: where for one, where in heading.columns.items() if where[0] == table.name}
            assert [column for _, column in own.values()] == [c.name for c in table.columns], table.name


def test_a_csv_has_the_mark_spreadsheets_ask_for() -> None:
    assert b"".join(csv_pieces(["a"], [])).startswith(b"\xef\xbb\xbf")
    assert io.BytesIO(b"".join(json_pieces([]))).read() == b"{\n}\n"
