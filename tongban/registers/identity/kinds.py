"""Values of identity: roles, kinds, the applicant as other rooms see him, names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from tongban.engines.codes import masking, names

if TYPE_CHECKING:
    from tongban.registers.identity.models import Department

CITIZEN_CARD = "111"
# Codes of document kinds as the public security organs assign them (GA/T 2000.156).
ID_TYPES = {
    CITIZEN_CARD: "居民身份证",
    "414": "普通护照",
    "511": "台湾居民来往大陆通行证",
    "516": "港澳居民来往内地通行证",
    "553": "外国人永久居留身份证",
}
RESIDENCE = "hmt"
SHOWN = {CITIZEN_CARD: ID_TYPES[CITIZEN_CARD], RESIDENCE: "港澳台居民居住证", **ID_TYPES}
"""What somebody shows at a window. A residence permit of Hong Kong, Macao and Taiwan people carries a number of the
citizen's kind, whose province is 81 to 83 (港澳台居民居住证申领发放办法 第八条), and is kept as one."""
STAFF_CARD = "staff-card"
PAPERS = {**SHOWN, STAFF_CARD: "工作证"}
"""What somebody shows before his password is set anew."""
HMT = ("81", "82", "83")
ORGANISATION_KINDS = {
    "company": "企业",
    "sole-trader": "个体工商户",
    "public-institution": "机关事业单位",
    "association": "社会组织",
    "other": "其他组织",
}
MEMBER_ROLES = {"legal": "法定代表人", "administrator": "管理员", "handler": "经办人"}
RIGHTS = {"see": "查看", "apply": "填报", "sign": "提交和签署"}
"""What an operator of an organisation may do (经办权限); looking is in each."""
MOST_ITEMS = 40
SYSTEM_SCOPES = {"cases:read": "读取本部门的办件和办件变化", "identity": "登记人员和单位信息"}
"""What a department's system may be let to do (接入系统)."""
TOKEN_SCOPES = {"own-cases:read": "读取本单位的办件", "own-licences:read": "读取本单位的电子证照"}
"""What an organisation may let a system of its own do (接口令牌)."""
MOST_TOKENS, LONGEST_TOKEN_DAYS = 20, 366
POST_ROLES = {
    "clerk": "受理",
    "reviewer": "审查",
    "approver": "审批",
    "head": "机关负责人",
    "operator": "系统管理",
    "supervisor": "督查",
    "sysadmin": "系统管理员",
    "secadmin": "安全管理员",
    "auditor": "审计管理员",
    "expert": "专家",
    "hotline": "热线坐席",
    "automatic": "智能审批",
}
HANDLE = ("clerk", "reviewer", "approver", "head")
"""Who handles cases: such a post may be held to named items (岗位限定事项)."""
ADMINISTRATORS = ("sysadmin", "secadmin", "auditor")
"""三员分立 (GB/T 22239-2019 8.1.5): none holds another post, so that nobody can do what another must see."""
GONE_WHY = {"left": "辞职或者辞退", "moved": "调离", "retired": "退休", "suspended": "停职"}
"""Why somebody works here no more (离职原因)."""
MOST_RECRUITS = 200
DESK_KINDS = {
    "window": "受理窗口",
    "review": "审查审批岗位",
    "provider": "外部系统",
    "hotline": "热线坐席",
    "office": "管理岗位",
}

PHONE, REAL_NAME, STRONG = 1, 2, 3
LEVELS = {PHONE: "手机号登录", REAL_NAME: "实名", STRONG: "实名并当场验证"}
"""How surely it is known who acts (可信等级); the last is a real name with a second factor given just now."""

LONGEST_NAME = names.LONGEST


@dataclass(frozen=True)
class Applicant:
    """The person or organisation a case belongs to (申请人), as read from the register at this moment."""

    subject: str  # "person/<id>" or "organisation/<id>"
    kind: str  # person, company, sole-trader, public-institution, association, other
    name: str
    code: str = field(repr=False)  # identity number or credit code
    masked_code: str
    phone: str = field(repr=False)
    masked_phone: str
    address: str = field(repr=False)
    area: str
    legal_name: str = ""
    legal: str = ""  # "person/<id>" of who represents it by law
    birth: date | None = field(default=None, repr=False)
    age: int | None = None
    id_type: str = ""  # of a person: a key of `ID_TYPES`

    @property
    def is_person(self) -> bool:
        return self.kind == "person"

    @property
    def masked_name(self) -> str:
        """A person's name half hidden; an organisation's name is public."""
        return masking.name(self.name) if self.is_person else self.name

    @property
    def kind_name(self) -> str:
        return "个人" if self.is_person else ORGANISATION_KINDS[self.kind]

    def acts_by(self, person: str) -> bool:
        """Whether who files is the applicant himself, or who represents it by law (法定代表人、经营者本人)."""
        return bool(person) and person in (self.subject, self.legal)

    def facts(self) -> dict[str, Any]:
        """What conditions of items may ask about the applicant; what is not known is absent."""
        known = {
            "kind": self.kind, "name": self.name, "code": self.code, "id_type": self.id_type, "phone": self.phone,
            "address": self.address, "area": self.area, "age": self.age, "legal_name": self.legal_name,
        }  # fmt: skip
        return {k: v for k, v in known.items() if v not in ("", None)}


def paper_name(id_type: str, number: str) -> str:
    """What somebody's document is called (证件类型)."""
    return SHOWN[RESIDENCE] if id_type == CITIZEN_CARD and number[:2] in HMT else ID_TYPES.get(id_type, "")


@dataclass(frozen=True)
class Recruit:
    """An official as he is entered: ``line`` of the table, staff number, name, code of the department, office phone."""

    line: int
    number: str
    name: str
    department: str
    phone: str = ""
    username: str = ""  # the staff number where it is not said


@dataclass(frozen=True)
class DepartmentNode:
    """A department and those below it."""

    department: Department
    children: tuple[DepartmentNode, ...] = ()


def tidy_name(name: str) -> str:
    """A name as it is kept (`engines.codes.names`): one separator dot, NFC, formal code points, no look-alikes."""
    return names.kept(name)


def bad_name(name: str) -> str:
    """Why a tidied name cannot be kept, in one sentence; "" when it can."""
    return names.wrong(name)


def same_name(one: str, other: str) -> bool:
    """Whether both are one name, however each was typed or shaped."""
    return names.key(one) == names.key(other)


def tidy_username(username: str) -> str:
    """Account names are compared without regard to case, width or surrounding spaces."""
    storable = username.replace("\x00", "").encode(errors="ignore").decode()
    return unicodedata.normalize("NFKC", storable).strip().lower()
