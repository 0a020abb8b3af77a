"""What a wording is: text with placeholders, pieces with conditions, and what of it is locked. No database."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tongban.engines import rules
from tongban.kernel import time

REMEDIES = (
    "如对本决定不服，可以自收到本决定书之日起六十日内依法申请行政复议，"
    "也可以自收到本决定书之日起六个月内依法向人民法院提起行政诉讼。"
)
SECTIONS = {"paragraphs": "正文", "rows": "栏目", "after": "表后说明"}
PARTS = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Given:
    """One fact that a kind of notice has (可用内容): its name in the text, its key in the code, its type, a sample."""

    name: str
    key: str
    type: str = "text"
    sample: Any = ""

    def read(self, values: Mapping[str, Any]) -> Any:
        found = values.get(self.key)
        if found is not None:
            return list(found) if self.type.startswith("list") else found
        return {"text": "", "list of text": [], "yes/no": False}.get(self.type)


COMMON = (
    Given("机关", "agency", sample="示例市示例局"), Given("申请人", "applicant", sample="示例申请人"),
    Given("事项", "item", sample="食品经营许可（新办）"), Given("事项编码", "item_code", sample="000131013000"),
    Given("办件编号", "case", sample="示例-20260105-000001"), Given("经办人", "handler", sample="示例经办人"),
    Given("今天", "today", "date", datetime.date(2026, 1, 5)), Given("许可", "permit", "yes/no", True),
    Given("事项依据", "basis", sample="《中华人民共和国食品安全法》第三十五条"),
)


@dataclass(frozen=True)
class Text:
    """Words with placeholders: what stands between braces is an expression of the rule language."""

    source: str
    parts: tuple[str | rules.Expression, ...]

    @classmethod
    def of(cls, source: str, scope: rules.Scope) -> Text:
        """Read it; raises `ValueError` with one sentence."""
        if re.search(r"[{}]", PARTS.sub("", source)):
            raise ValueError("花括号没有成对：占位内容写成 {名称}，中间不能再有花括号。")
        pieces = PARTS.split(source)
        return cls(source, tuple(condition(p, scope) if n % 2 else p for n, p in enumerate(pieces) if p or n % 2))

    def write(self, facts: Mapping[str, Any]) -> str:
        return "".join(part if isinstance(part, str) else shown(part.value(facts)) for part in self.parts).strip()


@dataclass(frozen=True)
class Piece:
    """A paragraph, or a row with its label: what it says, when, and whether it is locked."""

    say: Text
    when: rules.Expression | None = None
    locked: bool = False
    label: str = ""

    @property
    def plain(self) -> tuple[str, str, str]:
        """What must stay as it is where a piece is locked."""
        return self.label, self.say.source, self.when.text if self.when else ""

    def applies(self, facts: Mapping[str, Any]) -> bool:
        return self.when is None or self.when.holds(facts) is True


@dataclass(frozen=True)
class Fixed:
    """What no operator changes about a kind: when it is served, its law and remedies, its layout, tables and facts."""

    name: str
    served: str
    law: Text
    remedies: bool
    layout: str
    tables: Mapping[str, Any]
    sign: tuple[str, ...]
    given: tuple[Given, ...]
    scope: rules.Scope = field(repr=False)


@dataclass(frozen=True)
class Wording:
    """The words of one kind of notice, understood and safe to serve."""

    kind: str
    fixed: Fixed
    title: Text
    contact: Text
    sections: Mapping[str, tuple[Piece, ...]]
    digest: str
    text: str = field(repr=False)
    name: str = "内置"

    def write(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the notice says, from values by their keys; what is empty is left out."""
        facts = {one.name: one.read(values) for one in self.fixed.given}
        said = {
            name: [(piece, piece.say.write(facts)) for piece in pieces if piece.applies(facts)]
            for name, pieces in self.sections.items()
        }
        found: dict[str, Any] = {
            "paragraphs": [text for _, text in said["paragraphs"] if text],
            "after": [text for _, text in said["after"] if text],
            "rows": [[piece.label, text] for piece, text in said["rows"] if text],
            "remedies": REMEDIES if self.fixed.remedies else "",
            "contact": self.contact.write(facts), "sign": list(self.fixed.sign),
            **{name: values[name] for name in self.fixed.tables if values.get(name)},
        }
        return {
            "title": self.title.write(facts), "template": self.fixed.layout, "law": self.fixed.law.write(facts),
            **{name: value for name, value in found.items() if value},
        }

    def specimen(self, agency: str = "") -> dict[str, Any]:
        """Every fact of a paper with the kind's sample values (样张)."""
        values = {one.key: one.sample for one in self.fixed.given} | dict(self.fixed.tables)
        values |= {"agency": agency or values["agency"]}
        return {**frame(values), "number": "样张〔2026〕0号", "watermark": "样张", **self.write(values)}


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a text, and in which line."""

    line: int
    sentence: str


def frame(values: Mapping[str, Any]) -> dict[str, Any]:
    """What every paper bears whatever its words: agency, applicant, item and code, case, date, handler."""
    return {
        "agency": values["agency"], "case": values["case"], "item": values["item"], "item_code": values["item_code"],
        "addressee": values["applicant"], "applicant": values["applicant"], "date": values["today"].isoformat(),
        "handler": values["handler"],
    }


def condition(source: str, scope: rules.Scope) -> rules.Expression:
    """An expression over what the notice has; raises `ValueError` with one sentence that names what is known."""
    try:
        return rules.parse(source.strip(), scope)
    except rules.RuleError as wrong:
        known = "、".join(scope.types)
        raise ValueError(f"{{{source}}}：{wrong.message}{wrong.hint}本文书可用的内容有：{known}。") from None


def shown(value: Any) -> str:
    """A value as notices write it: 2026年11月22日; lists with 、; nothing where nothing is known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.date):
        return time.zh(value)
    if isinstance(value, list | tuple):
        return "、".join(shown(one) for one in value)
    return str(value)
