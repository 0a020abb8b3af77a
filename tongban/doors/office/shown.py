"""What officials read, made from what the rooms answer: differences, completeness, facts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.doors.parts.happenings import DOORS, TELL
from tongban.registers.catalogue.kinds import Definition, elements
from tongban.registers.identity import queries as identity

ACTORS = {"person": "个人", "official": "工作人员", "system": "系统", "client": "接入系统"}
MARKS = {"added": ("新增", "ok"), "removed": ("删除", "bad"), "changed": ("修改", "brand")}


@dataclass(frozen=True)
class Difference:
    """One place where two editions differ, ready to be read."""

    path: str
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
    """Field by field: what it said, what it says."""
    found = []
    for change in changes:
        how = "added" if change.before is None else "removed" if change.after is None else "changed"
        found.append(Difference(change.path, text(change.before), text(change.after), *MARKS[how]))
    return found


def text(value: Any) -> str:
    """A value of an item as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "、".join(value)
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


def lines(rows: Iterable[Any], numbers: Mapping[str, str] | None = None) -> list[Line]:
    """Facts with their actors, contents and hashes."""
    return [_line(row, (numbers or {}).get(row.subject, "")) for row in rows]


def _line(row: Any, number: str) -> Line:
    actor = row.actor
    kind = ACTORS.get(actor.get("kind", ""), actor.get("kind", ""))
    door = DOORS.get(actor.get("door", ""), "")
    who = " · ".join(dict.fromkeys(one for one in (actor.get("name") or kind, door) if one))
    return Line(
        seq=row.seq, n=row.n, at=row.at, kind=row.kind, title=title(row.kind), who=who, subject=row.subject,
        body=[(KEYS.get(name, name), text(value)) for name, value in row.body.items() if value not in ("", None, [], ())],
        hash=bytes(row.hash).hex(), prev=bytes(row.prev).hex(), number=number,
    )  # fmt: skip


# What the contents of facts are called.
KEYS = {
    "edition": "版本", "item": "事项", "page": "页面", "code": "代码", "material": "材料", "version": "第几份", "notice": "文书",
    "number": "编号", "message": "通知", "sms": "短信", "template": "模板", "desk": "岗位", "due": "到期", "name": "名称",
    "task": "待办", "gaps": "补正项数", "step": "环节", "verdict": "意见", "opinion": "意见书", "outcome": "结果", "reason": "原因",
    "law": "依据", "digest": "摘要", "in_force_from": "生效", "note": "说明", "holder": "持有人", "role": "角色", "paper": "文件摘要",
    "source": "来源", "department": "部门", "area": "区划", "since": "自", "until": "至", "level": "等级", "score": "评分",
}  # fmt: skip


def title(kind: str) -> str:
    """What a kind of fact is called; its own name where nobody has named it in words yet."""
    telling = TELL.get(kind) or OFFICE.get(kind)
    return telling if isinstance(telling, str) else telling.title if telling else kind.rpartition(".")[2]


OFFICE = {
    "catalogue.EditionPublished": "发布事项版本", "catalogue.ItemSuspended": "暂停事项",
    "catalogue.ItemCancelled": "取消事项", "catalogue.ItemResumed": "恢复事项",
    "identity.PersonRegistered": "登记个人", "identity.OrganisationRegistered": "登记单位",
    "identity.MemberJoined": "添加经办人", "identity.MemberLeft": "撤销经办人", "identity.DepartmentAdded": "新增部门",
    "identity.DeskAdded": "新增岗位", "identity.OfficialEmployed": "工作人员入职", "identity.OfficialAppointed": "任职",
    "identity.OfficialRelieved": "免职", "identity.AccountOpened": "开通账号", "identity.AccountClosed": "停用账号",
    "identity.PasswordChanged": "修改密码", "identity.SignedIn": "登录", "identity.SignInFailed": "登录失败",
    "identity.ClientAdded": "接入系统", "identity.ClientRevoked": "停用接入系统", "cases.DraftDiscarded": "删除草稿",
    "licences.LicenceRevoked": "撤销证照", "licences.LicenceSealed": "证照盖章", "licences.TypeDefined": "设立证照类型",
    "materials.MaterialKept": "保存材料", "materials.MaterialLooked": "调阅材料", "seals.SealMade": "制作印章",
    "ratings.RatingInvited": "邀请评价", "messages.MessageRead": "阅读通知", "places.OutletOpened": "开设网点",
}  # fmt: skip
