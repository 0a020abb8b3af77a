"""From the headings of a file to the columns of the library: by their own names, their Chinese ones, or those in use.

One row of GB/T 39046 表4 says what stands in several tables of the library: it becomes a row of each.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tongban.engines.tables.catalogue import BASIC, DIRECTORY, EXTEND, LIBRARY_TABLES, MATERIAL, QUESTION
from tongban.engines.tables.lines import ADDED, TROUBLE_ENDS, Line
from tongban.engines.tables.table import Table

# The elements of GB/T 39046 表4 and of lists in use, where they are called otherwise than our columns.
ALIASES: Mapping[str, Mapping[str, str]] = {
    "up_task_directory": {
        "目录编码": "catalog_code", "事项基本编码": "catalog_code", "事项类型代码": "task_type",
        "行使层级代码": "use_level", "生效日期": "plan_effective_date", "取消日期": "plan_cancel_date",
        "版本号": "task_version",
    },
    "up_task_general_basic": {
        "事项类型代码": "task_type", "行使层级代码": "use_level", "实施主体编码": "dept_code", "实施机构": "dept_name",
        "实施主体名称": "dept_name", "实施主体性质代码": "dept_type", "权力来源代码": "power_source",
        "法定办结时限单位代码": "anticipate_type", "承诺办结时限单位代码": "promise_type",
        "办件类型代码": "project_type", "服务对象代码": "server_type", "办理形式代码": "handle_type",
        "咨询电话": "link_way",
        "监督电话": "supervise_way", "监督投诉电话": "supervise_way", "生效日期": "plan_effective_date",
        "取消日期": "plan_cancel_date",
        "版本号": "task_version", "事项编码": "task_code", "目录编码": "catalog_code", "办理项编码": "task_handle_item",
        # a district's published list
        "item_name": "task_name", "task_type_code": "task_type", "item_code": "local_task_code",
        "department": "dept_name", "implementer_code": "dept_code", "dept_code": "",
    },
    "up_task_general_extend": {
        "服务主题": "", "网办深度": "online_handle_depth", "网上办理地址": "online_handle_url", "运行系统层级": "",
        "必须现场办理原因": "limit_scene_explain", "结果样本名称": "result_guid",
    },
    "up_task_general_material": {
        "是否必备": "is_need", "材料必备性": "is_need", "出具机构": "source_explain", "材料出具机构": "source_explain",
        "材料使用说明": "fill_explain", "材料办理说明": "accept_stand", "空表": "form_guid", "样表": "example_guid",
    },
    "up_task_general_questions": {"常见问题": "question", "问": "question", "答": "answer", "解答": "answer"},
}  # fmt: skip
_TAIL = re.compile(r"[（(][^（）()]*[）)]$")
LINKS = ("task_code", "task_handle_item")


@dataclass(frozen=True)
class Heading:
    """What the columns of a sheet are: heading → (table, column); what is not here is kept as it is called."""

    table: Table
    columns: Mapping[str, tuple[str, str]]
    unknown: tuple[str, ...]
    names: tuple[str, ...] = ()  # every heading, in the order of the file


@dataclass(frozen=True, slots=True)
class Part:
    """What one row says for one table: values by column, and what the reading found wrong, by column."""

    table: str
    values: dict[str, str]
    troubles: dict[str, str]


def said(heading: str) -> str:
    """A heading without what people add to it: spaces, stars, （必填）, （代码）."""
    text = "".join(heading.split()).strip("*＊").lower()
    while (cut := _TAIL.sub("", text)) and cut != text:
        text = cut
    return text


@lru_cache(maxsize=32)
def _names(table: str) -> Mapping[str, str]:
    """Every name a column of this table goes by → the column; "" means: ours, but of no table."""
    found = {said(name): column for name, column in ALIASES.get(table, {}).items()}
    for column in LIBRARY_TABLES[table].columns:
        found.setdefault(said(column.title), column.name)
        if found.get(column.name) != "":
            found[column.name] = column.name
    return found


def _of_district(headings: Sequence[str]) -> bool:
    return {"item_code", "implementer_code"} <= set(headings)


def understood(headings: Sequence[str], sheet: str = "") -> Heading | None:
    """What a row of headings means; None where it is not a heading of any table we know."""
    best: tuple[int, bool, Table] | None = None
    for table in LIBRARY_TABLES.values():
        known = _matched(table.name, headings)
        needed = [column.name for column in table.columns if column.required and column.name not in LINKS]
        if len(known) < 2 or not set(needed) <= set(known.values()):
            continue
        score = (len(known), sheet in (table.name, table.title), table)
        if best is None or score[:2] > best[:2]:
            best = score
    if best is None:
        return None
    table = best[2]
    if sheet in LIBRARY_TABLES and _fits(LIBRARY_TABLES[sheet], headings):
        table = LIBRARY_TABLES[sheet]
    if table is DIRECTORY and "task_code" in _matched(BASIC.name, headings).values():
        table = BASIC
    return _spread(table, headings)


def _fits(table: Table, headings: Sequence[str]) -> bool:
    needed = {column.name for column in table.columns if column.required}
    return needed <= set(_matched(table.name, headings).values())


def _matched(table: str, headings: Sequence[str]) -> dict[str, str]:
    """Heading → column, each column once: the heading that is its own name before the one that merely means it."""
    names, found = _names(table), dict[str, str]()
    exact = [one for one in headings if said(one) in LIBRARY_TABLES[table].names]
    district = _of_district(headings)
    for one in [*exact, *(h for h in headings if h not in exact)]:
        column = names.get(said(one), "")
        if one == "dept_code" and district:
            continue  # there it is the nine characters of the old organisation code
        if one == "dept_code":
            column = "dept_code" if table == BASIC.name else ""
        if column and column not in found.values():
            found[one] = column
    return found


def _spread(table: Table, headings: Sequence[str]) -> Heading:
    columns = {one: (table.name, column) for one, column in _matched(table.name, headings).items()}
    if table is BASIC:
        for other in (EXTEND, MATERIAL, QUESTION):
            rest = [one for one in headings if one not in columns]
            more = {h: c for h, c in _matched(other.name, rest).items() if c not in (*LINKS, "by_law", "remark")}
            needed = [c.name for c in other.columns if c.required and c.name not in LINKS]
            if set(needed) <= set(more.values()):
                columns |= {one: (other.name, column) for one, column in more.items()}
    names = tuple(one for one in headings if one and one not in ADDED and not one.endswith(TROUBLE_ENDS))
    return Heading(table, columns, tuple(one for one in names if one not in columns), names)


def parts(heading: Heading, line: Line) -> list[Part]:
    """What one row says, table by table, the sheet's own table first."""
    own = Part(heading.table.name, {}, {})
    found = {own.table: own}
    for name, value in line.cells.items():
        # What has no column here keeps its own name, told apart from ours where it is called the same.
        named = f"原 {name}" if name in heading.table.names else name
        table, column = heading.columns.get(name, (own.table, named))
        part = found.setdefault(table, Part(table, {}, {}))
        part.values[column] = value
        if name in line.troubles:
            part.troubles[column] = line.troubles[name]
    code = own.values.get("task_code") or own.values.get("local_task_code", "")
    for part in list(found.values())[1:]:
        part.values["task_code"] = code
        if item := own.values.get("task_handle_item"):
            part.values["task_handle_item"] = item
    return list(found.values())
