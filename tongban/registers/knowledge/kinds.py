"""What a text of the city is. No database."""

from __future__ import annotations

from dataclasses import dataclass

STATEMENT, HELP = "statement", "help"
KINDS = {STATEMENT: "城市声明", HELP: "帮助文章"}
STATEMENTS = {"about": "关于我们", "privacy": "隐私说明", "terms": "使用条款", "accessibility": "无障碍说明"}
"""The statements a portal links from every page; each has its own address."""
DISTURBANCE = "disturbance"
"""The article that stands above the state of the platform while it is published (故障和维护公告)."""
ASK = "ask"
"""The name that is no article: there one asks a person."""
BLOCKS = ("保存期限",)
"""What the platform itself puts where a line says {保存期限}: never written by hand, so it is never out of date."""


@dataclass(frozen=True)
class Tongue:
    """The text in one language; the summary is what lists and search show."""

    title: str
    summary: str
    body: str

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """The body as it is shown: ("text", markdown) and ("block", name) in turn."""
        found: list[tuple[str, str]] = []
        for line in self.body.split("\n"):
            name = line.strip()[1:-1] if line.strip()[:1] == "{" else ""
            if name in BLOCKS:
                found.append(("block", name))
            elif found and found[-1][0] == "text":
                found[-1] = ("text", f"{found[-1][1]}\n{line}")
            else:
                found.append(("text", line))
        return [one for one in found if one[0] == "block" or one[1].strip()]


@dataclass(frozen=True)
class Page:
    """A text understood: which kind, where it stands in its list, by what else it is found, in two languages."""

    code: str
    kind: str
    order: int
    names: tuple[str, ...]
    chinese: Tongue
    english: Tongue | None
    digest: str

    def said(self, lang: str) -> Tongue:
        """In the reader's language; Chinese where nobody translated it."""
        return self.english if lang == "en" and self.english else self.chinese

    @property
    def address(self) -> str:
        return f"/{self.code}/" if self.kind == STATEMENT else f"/help/{self.code}/"


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a text, and in which line."""

    line: int
    sentence: str
