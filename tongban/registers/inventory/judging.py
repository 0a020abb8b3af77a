"""Is a row fit to be kept? What is plainly meant is put into the standard's form; what is wrong is said."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from tongban.engines.codes import BadCode, credit_code, item_code
from tongban.engines.tables import Column, code_list
from tongban.engines.tables.catalogue import LIBRARY_TABLES
from tongban.engines.tables.headings import Part
from tongban.registers.inventory.kinds import BASIC, DIRECTORY, Fault, Judged, title_of

MOST_EXTRAS, LONGEST = 60, 200_000
_DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?: 00:00:00)?")
_SERIAL = re.compile(r"[2-7]\d{4}")  # a day as a spreadsheet counts it: 1954 to 2109
_EPOCH = date(1899, 12, 30)
_YES = {"是": "1", "有": "1", "Y": "1", "y": "1", "true": "1", "否": "0", "无": "0", "N": "0", "n": "0", "false": "0"}
_NEED = {"是": "1", "否": "2", "必备": "1", "非必备": "2"}
_SEVERAL = {
    "server_type": "A4_server_type",
    "handle_type": "A5_handle_form",
    "online_handle_depth": "online_depth_multi",
}


def judge(part: Part) -> Judged:
    """Hold what a row says for one table against that table."""
    table, doubts = LIBRARY_TABLES[part.table], list[Fault]()
    elements = {name: value for name, value in part.values.items() if value != ""}
    _moved(part.table, elements)
    wrong = [Fault(part.table, name, sentence) for name, sentence in part.troubles.items()]
    named = set(part.troubles)
    for column in table.columns:
        value = elements.get(column.name, "")
        meant = _meant(column, value)
        if meant != value:
            elements[column.name] = meant
            if column.codes and value.isdigit():
                doubts.append(Fault(part.table, column.name, f"“{column.title}”写作“{value}”，已按“{meant}”处理。"))
        sentence = column.wrong(meant)
        if sentence and column.name not in named:
            wrong.append(Fault(part.table, column.name, sentence))
    wrong += _too_much(part.table, elements)
    if not wrong:
        wrong += _against_rules(part.table, elements)
        doubts += _doubts(part.table, elements)
    day, end = (_date(elements.get(name, "")) for name in ("plan_effective_date", "plan_cancel_date"))
    return Judged(part.table, key_of(part.table, elements), elements, tuple(wrong), tuple(doubts), day, end)


def key_of(table: str, elements: Mapping[str, str]) -> str:
    """By what a row is known again; an implementation without the national code is known by its local one."""
    names = [*LIBRARY_TABLES[table].key]
    values = [elements.get(name, "") for name in names]
    if table == BASIC and not values[0]:
        values[0] = elements.get("local_task_code", "")
    while len(values) > 1 and not values[-1]:
        values.pop()
    key = "|".join(values)
    # Long names are known by their digest: an index takes so many bytes and no more.
    return key if len(key) <= 400 else f"{key[:300]}#{hashlib.sha256(key.encode()).hexdigest()}"


def _moved(table: str, elements: dict[str, str]) -> None:
    """表4 writes the body's credit code where lists in use write its name."""
    name = elements.get("dept_name", "")
    if table == BASIC and "dept_code" not in elements and len(name) == 18 and name.isascii() and name.isalnum():
        elements["dept_code"] = elements.pop("dept_name")


def _meant(column: Column, value: str) -> str:
    if value == "":
        return ""
    if column.type == "date":
        return _day_meant(value)
    if column.codes:
        return _code_meant(column, value)
    if column.type.startswith("n") and value.endswith(".0") and value[:-2].isdigit():
        return value[:-2]
    return value


def _code_meant(column: Column, value: str) -> str:
    known = code_list(column.codes)
    if value in known:
        return value
    for words in (
        _words(column.codes),
        _YES if column.codes == "yes_no" else {},
        _NEED if column.name == "is_need" else {},
    ):
        if value in words:
            return words[value]
    padded = value.zfill(2)  # a spreadsheet takes 01 for 1
    return padded if value.isdigit() and padded in known else value


@lru_cache(maxsize=64)
def _words(codes: str) -> Mapping[str, str]:
    return {word: code for code, word in code_list(codes).items()}


def _day_meant(value: str) -> str:
    try:
        if _SERIAL.fullmatch(value):
            return (_EPOCH + timedelta(days=int(value))).isoformat()
        if found := _DAY.fullmatch(value):
            return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        pass
    return value


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _too_much(table: str, elements: Mapping[str, str]) -> list[Fault]:
    extras = [name for name in elements if name not in LIBRARY_TABLES[table].names]
    found = []
    if len(extras) > MOST_EXTRAS:
        found.append(Fault(table, "", f"国家表以外的列有 {len(extras)} 个，最多 {MOST_EXTRAS} 个。"))
    for name, value in elements.items():
        if len(value) > LONGEST:
            found.append(Fault(table, name, f"“{title_of(table, name)}”超过 {LONGEST} 个字符。"))
    return found


def _against_rules(table: str, elements: Mapping[str, str]) -> list[Fault]:
    """What the columns cannot say alone."""
    found = []
    begins, ends = elements.get("plan_effective_date", ""), elements.get("plan_cancel_date", "")
    if begins and ends and ends < begins:
        found.append(Fault(table, "plan_cancel_date", f"取消日期 {ends} 早于生效日期 {begins}。"))
    if table != BASIC:
        return found
    if not key_of(table, elements):
        found.append(Fault(table, "task_code", "“实施编码”和“地方实施编码”都是空的，无法知道是哪一项。"))
    days = [elements.get(name, "") for name in ("anticipate_day", "promise_day")]
    units = [elements.get(name, "1") for name in ("anticipate_type", "promise_type")]
    if all(days) and units[0] == units[1] and int(days[1]) > int(days[0]) > 0:
        found.append(Fault(table, "promise_day", f"承诺时限 {days[1]} 长于法定时限 {days[0]}，承诺时限不能更长。"))
    return found


def _doubts(table: str, elements: Mapping[str, str]) -> list[Fault]:
    """What is odd in lists as they are, and does not stop a row."""
    found = []
    for name, codes in _SEVERAL.items():
        given = [one for one in re.split(r"[,，、;；^|\s]+", elements.get(name, "")) if one]
        if odd := [one for one in given if one not in code_list(codes) and one not in code_list(codes).values()]:
            found.append(Fault(table, name, f"“{title_of(table, name)}”中的“{odd[0]}”不在代码表中。"))
    for name in ("catalog_code", "task_code", "task_handle_item") if table in (BASIC, DIRECTORY) else ():
        if value := elements.get(name, ""):
            found += [Fault(table, name, sentence) for sentence in item_code.inspect(value)[:2]]
    if table != BASIC:
        return found
    try:
        if elements.get("dept_code"):
            credit_code.check(elements["dept_code"])
    except BadCode:
        found.append(Fault(table, "dept_code", f"实施主体编码“{elements['dept_code']}”不是有效的统一社会信用代码。"))
    if elements.get("project_type") == "1" and elements.get("promise_day", "0").strip("0"):
        found.append(Fault(table, "promise_day", "即办件应当场办结，承诺时限应为 0。"))
    if elements.get("is_fee") == "1" and "fee_basis" not in elements:
        found.append(Fault(table, "fee_basis", "写明收费，却没有收费依据。"))
    if (
        elements.get("limit_scene_num", "0").strip("0")
        and "link_addr" not in elements
        and "transact_addr" not in elements
    ):
        found.append(Fault(table, "transact_addr", "需要到现场，却没有办理地点。"))
    return found
