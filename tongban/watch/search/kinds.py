"""What can be found, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongban.engines import terms

ITEM, PACKAGE, QUESTION, DEPARTMENT, ARTICLE = "item", "package", "question", "department", "article"
KINDS = {ITEM: "事项", PACKAGE: "一件事", QUESTION: "常见问题", DEPARTMENT: "部门", ARTICLE: "帮助"}

BY = {
    terms.judging.SOUND: "按拼音", terms.judging.INITIALS: "按拼音首字母", terms.judging.SHORT: "按简称",
    terms.judging.TOLD: "指南里提到",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A text to be kept for finding: made by whoever reads the registers."""

    kind: str
    key: str
    title: str
    address: str
    names: tuple[str, ...] = ()  # other names it goes by
    told: str = ""  # what it tells beyond its names
    summary: str = ""
    audiences: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    owner: str = ""
    area: str = ""
    days: int | None = None
    shown_from: date | None = None
    shown_until: date | None = None


@dataclass(frozen=True)
class Hit:
    """Something that was found, and why."""

    kind: str
    key: str
    title: str
    address: str
    summary: str
    score: float
    by: str
    words: tuple[str, ...]
    audiences: tuple[str, ...]
    themes: tuple[str, ...]
    owner: str
    area: str
    days: int | None
    sort_key: str

    @property
    def why(self) -> str:
        """Why it was found, where its title does not show it."""
        if self.by == terms.judging.SYNONYM:
            return f"近义：{self.words[0]} → {self.words[1]}"
        if self.by == terms.judging.ALIAS:
            return f"也叫：{self.words[0]}"
        return BY.get(self.by, "")

    @property
    def kind_word(self) -> str:
        return KINDS[self.kind]

    @property
    def marked(self) -> str:
        """The words to mark in its title: by sound or abbreviation none of those that were typed stands there."""
        return self.words[1] if self.by == terms.judging.SYNONYM else ""
