"""What officials read, made from what the rooms answer: differences, completeness, facts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.doors.parts.facts import title, who
from tongban.registers.catalogue.kinds import Definition, elements
from tongban.registers.identity import queries as identity

EXPECTED = {
    "materials": "材料", "asked": "须提交", "steps": "环节", "failed": "不通过", "unknown": "待人工核对",
    "fields": "填写项", "fee": "收费", "amount": "金额", "licence": "证照", "valid": "有效期至", "days": "工作日",
}  # fmt: skip
MARKS = {"added": ("新增", "ok"), "removed": ("删除", "bad"), "changed": ("修改", "brand"), "moved": ("移动", "warn")}


@dataclass(frozen=True)
class Difference:
    """One place where two editions differ, ready to be read."""

    label: str
    before: str
    after: str
    word: str
    tone: str


@dataclass(frozen=True)
class Completeness:
    """How many of the elements an item says something about."""

    rows: list[tuple[str, str]]

    @property
    def said(self) -> int:
        return sum(bool(text) for _, text in self.rows)

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def silent(self) -> list[str]:
        return [name for name, text in self.rows if not text]


@dataclass(frozen=True)
class Line:
    """One fact of the ledger, ready to be read."""

    seq: int
    n: int
    at: Any
    kind: str
    title: str
    who: str
    subject: str
    body: list[tuple[str, str]]
    hash: str
    prev: str
    number: str = ""  # of the case it happened to


def differences(changes: Iterable[Any]) -> list[Difference]:
    """Field by field: what it is called, what it said, what it says."""
    return [Difference(one.label, one.before, one.after, *MARKS[one.how]) for one in changes]


def text(value: Any) -> str:
    """A value of an item as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "、".join(value)
    if isinstance(value, list) and all(isinstance(one, list) for one in value):
        return " → ".join(text(one) for one in value)
    return json.dumps(value, ensure_ascii=False)


def completeness(definition: Definition) -> Completeness:
    return Completeness(elements.of_item(definition))


def department_names() -> dict[str, str]:
    """Department code → name, for lists."""
    found, waiting = {}, list(identity.departments())
    while waiting:
        node = waiting.pop()
        found[node.department.code] = node.department.name
        waiting += node.children
    return found


def promises(definition: Definition) -> list[tuple[str, list[tuple[str, str]]]]:
    """What each example of an item expects, in words."""
    return [
        (one.title, [(EXPECTED.get(name, name), text(value) or "无") for name, value in one.expect.items()])
        for one in definition.examples
    ]


def lines(rows: Iterable[Any], numbers: Mapping[str, str] | None = None) -> list[Line]:
    """Facts with their actors, contents and hashes."""
    return [_line(row, (numbers or {}).get(row.subject, "")) for row in rows]


def _line(row: Any, number: str) -> Line:
    said = {KEYS.get(name, name): text(value) for name, value in row.body.items() if value not in ("", None, [])}
    return Line(
        seq=row.seq, n=row.n, at=row.at, kind=row.kind, title=title(row.kind), who=who(row.actor), subject=row.subject,
        body=list(said.items()), hash=bytes(row.hash).hex(), prev=bytes(row.prev).hex(), number=number,
    )  # fmt: skip


# What the contents of facts are called.
KEYS = {
    "before": "原日期", "after": "新日期", "what": "哪个日期", "days": "天数", "cases": "办件数", "tasks": "待办数",
    "items": "事项数",
    "edition": "版本", "item": "事项", "page": "页面", "code": "代码", "material": "材料", "version": "第几份",
    "notice": "文书", "number": "编号", "message": "通知", "sms": "短信", "mail": "邮件",
    "template": "模板", "desk": "岗位", "form": "格式", "rows": "行数",
    "due": "到期", "name": "名称", "task": "待办", "gaps": "补正项数", "step": "环节", "verdict": "意见",
    "opinion": "意见书", "outcome": "结果", "reason": "原因", "law": "依据", "digest": "摘要", "note": "说明",
    "in_force_from": "生效", "holder": "持有人", "role": "角色", "paper": "文件摘要", "source": "来源",
    "department": "部门", "area": "区划", "since": "自", "until": "至", "level": "等级", "score": "评分",
}  # fmt: skip
